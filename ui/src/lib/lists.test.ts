import { expect, it } from 'vitest';
import { ListChoice } from './lists.svelte';
import { type Column, isShown, turned } from './ui/table';

it('keeps columns and order for the next start, and nothing once put back', () => {
  localStorage.clear();
  const choice = new ListChoice('invoices');
  expect(choice.touched).toBe(false);
  choice.show('issued', true);
  choice.order({ key: 'balance', descending: true });
  new ListChoice('clients').show('city', false);

  const again = new ListChoice('invoices');
  expect(again.columns).toEqual({ issued: true });
  expect(again.sort).toEqual({ key: 'balance', descending: true });
  again.reset();
  expect(new ListChoice('invoices').touched).toBe(false);
  expect(new ListChoice('clients').columns).toEqual({ city: false });
});

it('starts afresh on a storage that says anything else', () => {
  for (const rubbish of ['{', 'null', '[1]', '"x"']) {
    localStorage.setItem('echu.lists', rubbish);
    expect(new ListChoice('invoices').touched).toBe(false);
  }
});

it('a column is drawn as the person chose, else as the list and the room say', () => {
  const column = (more: Partial<Column<object>>): Column<object> => ({ key: 'a', label: 'A', ...more });
  expect(isShown(column({}), {}, false)).toBe(true);
  expect(isShown(column({}), { a: false }, false)).toBe(false);
  expect(isShown(column({ off: true }), {}, false)).toBe(false);
  expect(isShown(column({ off: true }), { a: true }, false)).toBe(true);
  expect(isShown(column({ wide: true }), {}, true)).toBe(false);
  expect(isShown(column({ wide: true }), { a: true }, true)).toBe(true);
  expect(isShown(column({ fixed: true }), { a: false }, true)).toBe(true);
});

it('rows are never in the order of a column that is not there to say it', () => {
  localStorage.clear();
  const choice = new ListChoice('invoices');
  choice.order({ key: 'balance', descending: true });
  choice.show('city', false);
  expect(choice.sort?.key).toBe('balance');
  choice.show('balance', false);
  expect(choice.sort, 'hidden by the person: back to the order of the list').toBeUndefined();
  localStorage.setItem('echu.lists', JSON.stringify({ clients: { columns: { city: false }, sort: { key: 'city', descending: false } } }));
  expect(new ListChoice('clients').sort, 'what an earlier version kept').toBeUndefined();

  const wide: Column<object> = { key: 'late', label: 'Retard', wide: true };
  expect(isShown(wide, {}, true, { key: 'late', descending: true }), 'too little room: the column that orders stays').toBe(true);
  expect(isShown(wide, {}, true, { key: 'city', descending: true })).toBe(false);
});

it('a head turns the order, and its third click gives back that of the list', () => {
  const words: Column<object> = { key: 'w', label: 'W' };
  const money: Column<object> = { key: 'm', label: 'M', numeric: true };
  expect(turned(words, undefined, true)).toEqual({ key: 'w', descending: false });
  expect(turned(words, { key: 'w', descending: false }, true)).toEqual({ key: 'w', descending: true });
  expect(turned(words, { key: 'w', descending: true }, true)).toBeUndefined();
  expect(turned(money, { key: 'w', descending: true }, true)).toEqual({ key: 'm', descending: true });
  expect(turned(money, { key: 'm', descending: false }, true)).toBeUndefined();
  expect(turned(money, { key: 'm', descending: false }, false)).toEqual({ key: 'm', descending: true });
});
