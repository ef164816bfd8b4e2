import { expect, it } from 'vitest';
import { cardOf, formOf, hasAddress } from './card';
import { amounts, bucketOf, overdueOf } from './list';
import { iconOf, newDay } from './timeline';

it('puts the ages in the order of the bar', () =>
  expect(amounts({ notDue: 1, d130: 2, d3160: 3, d6190: 4, over90: 5, undated: 1, total: 16 })).toEqual([1, 2, 3, 4, 5, 1]));

it.each([['not_due', 0], ['over_90', 4], ['4', null], ['x', null], [undefined, null]])('reads the age « %s »', (typed, age) => expect(bucketOf(typed)).toBe(age));

it('a new card is a professional with nothing to save until it has a name', () => {
  const card = cardOf();
  expect(card.debtorKind).toBe('business');
  expect(formOf(card)).toBeUndefined();
  expect(formOf({ ...card, name: 'Hôtel de la Rade' })).toMatchObject({ name: 'Hôtel de la Rade', terms: null, contractRateBp: null });
});

it('a consumer keeps no company identifier', () =>
  expect(formOf({ ...cardOf(), name: 'M. Bonnin', debtorKind: 'consumer', siren: '732829320' })?.siren).toBe(''));

it('waits for the reading of « fin de mois »', () => {
  const card = cardOf({ name: 'A', debtorKind: 'business', terms: { kind: 'end_of_month_a', days: 45 } });
  expect(formOf(card)?.terms).toEqual({ kind: 'end_of_month_a', days: 45 });
  expect(formOf({ ...card, terms: { ...card.terms, method: '' } })).toBeUndefined();
});

it('knows an empty address', () => {
  expect(hasAddress(cardOf().address)).toBe(false);
  expect(hasAddress({ ...cardOf().address, city: 'Brest' })).toBe(true);
});

it('draws known events, and a plain bubble for a new kind', () => {
  expect(iconOf('payment_recorded')).toBe('euro');
  expect(iconOf('letter_posted')).toBe('mail');
  expect(iconOf('something_new')).toBe('message');
});

it('writes a day once for the events of that day', () => {
  const events = [{ on: '2026-11-22' }, { on: '2026-11-22' }, { on: '2026-11-20' }];
  expect(events.map((_, index) => newDay(events, index))).toEqual([true, false, true]);
});

it('calls late neither what is to come nor what has no due date', () =>
  expect(overdueOf({ notDue: 1, d130: 2, d3160: 3, d6190: 4, over90: 5, undated: 7, total: 22 })).toBe(14));
