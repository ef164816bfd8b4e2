import { expect, it } from 'vitest';
import { blank, draftOf, formOf, missing } from './draft';
import { lookedAt, queryOf } from './list';

const typed = { ...blank('invoice', '2026-11-22', 7), number: 'F-2026-0401', total: 123456 };

it('says what a blank invoice lacks', () =>
  expect([...missing(blank('invoice', '2026-11-22', null))]).toEqual(['clientId', 'number', 'total']));

it('gives back the invoice it was made of', () => {
  const form = formOf({ ...typed, dueOn: '2026-12-22', contractRateBp: 1240 });
  expect(form).toMatchObject({ clientId: 7, total: 123456, dueOn: '2026-12-22', contractRateBp: 1240, retroactive: false });
  expect(form && formOf(draftOf(form))).toEqual(form);
});

it('refuses a total of zero', () => expect(formOf({ ...typed, total: 0 })).toBeUndefined());

it('a credit note keeps no due date, and says whether it corrects', () =>
  expect(formOf({ ...typed, kind: 'credit_note', retroactive: true, dueOn: '2026-12-22', directDebit: true })).toMatchObject({ dueOn: null, retroactive: true, directDebit: false }));

it.each([
  [{}, 'open', null, null],
  [{ filter: 'late', age: 'd31_60', client: '12' }, 'late', 2, 12],
  [{ filter: 'nothing', age: 'old', client: 'x' }, 'open', null, null],
] as const)('reads the address %j', (query, filter, age, clientId) => expect(lookedAt(query)).toEqual({ filter, age, clientId }));

it('writes the address it reads', () => {
  const looked = { filter: 'to_fix', age: 4, clientId: 3 } as const;
  expect(queryOf(looked, 'quai')).toEqual({ filter: 'to_fix', age: 'over_90', client: 3, q: 'quai' });
  expect(queryOf({ filter: 'open', age: null, clientId: null }, '')).toEqual({ filter: undefined, age: undefined, client: undefined, q: undefined });
});
