import { expect, it } from 'vitest';
import type { ImportDraft, Mapping } from '$lib/backend/contract.gen';
import { asksDate, asksDecimal, blocked, difference, example, missing, twice } from './questions';

const mapping: Mapping = {
  kind: 'invoices', encoding: 'utf-8', separator: 'semicolon', headerRow: 0, headerKey: 'k',
  columns: ['number', 'issued_on', 'client_name', 'total', null], dateOrder: 'day_first', decimal: 'comma',
};

it('a file whose columns are all told is not blocked', () => {
  expect(missing(mapping)).toEqual([]);
  expect(blocked(mapping)).toBe(false);
});

it('a field that nothing gives is asked, and depends on what the file holds', () => {
  const without: Mapping = { ...mapping, columns: [null, 'issued_on', 'client_name', 'total', null] };
  expect(missing(without)).toEqual(['number']);
  expect(blocked(without)).toBe(true);
  expect(missing({ ...without, kind: 'clients' })).toEqual([]);
});

it('two columns for one field are told on both, an unread column never', () => {
  const doubled: Mapping = { ...mapping, columns: ['number', 'number', 'client_name', 'total', null, null] };
  expect([0, 1, 2, 4].map((column) => twice(doubled, column))).toEqual([true, true, false, false]);
});

it('dates and cents are asked only when a column holds some', () => {
  expect(asksDate({ ...mapping, dateOrder: null })).toBe(true);
  expect(asksDecimal({ ...mapping, decimal: null })).toBe(true);
  const names: Mapping = { ...mapping, kind: 'clients', columns: ['client_name'], dateOrder: null, decimal: null };
  expect(asksDate(names) || asksDecimal(names) || blocked(names)).toBe(false);
});

it('the question shows a value of the file', () => {
  const draft = { mapping, sample: [['F1', '', 'A', '', ''], ['F2', '03/04/2026', 'B', '1,234', '']] } as unknown as ImportDraft;
  expect(example(draft, 'date')).toBe('03/04/2026');
  expect(example(draft, 'amount')).toBe('1,234');
});

it('a difference says both values', () => {
  expect(difference({ is: 'amount', field: 'total', before: 123_456, after: 100 })).toContain('1\u202f234,56');
  expect(difference({ is: 'date', field: 'due_on', before: null, after: '2026-09-12' })).toMatch(/vide.*12 sept\. 2026/);
});
