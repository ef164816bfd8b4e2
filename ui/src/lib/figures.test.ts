import { expect, it } from 'vitest';
import { bare, figureAt, figureIn } from './figures';

it.each([
  ['1\u202f234,56\u00a0€', '1234,56'],
  ['−12,00\u00a0€', '-12,00'],
  ['12,40\u00a0%', '12,40'],
  ['732\u00a0829\u00a0320', '732829320'],
])('takes « %s » as a table reads it', (written, taken) => expect(bare(written)).toBe(taken));

it.each([
  ['dont 1\u202f234,56\u00a0€ en retard', '1\u202f234,56\u00a0€'],
  [' 18 ', '18'],
  ['de 10,00\u00a0€ à 20,00\u00a0€', undefined],
  ['12 jours', undefined],
  ['F-2026-014', undefined],
  [`${'mot '.repeat(60)}10,00\u00a0€`, undefined],
])('finds the one figure of « %s »', (text, found) => expect(figureIn(text)).toBe(found));

it('looks around what is under the pointer, never inside a field', () => {
  document.body.innerHTML = '<p>Reste <b>240,00\u00a0€</b> dus</p><input value="3,00">';
  expect(figureAt(document.querySelector('b'))).toBe('240,00\u00a0€');
  expect(figureAt(document.querySelector('p'))).toBe('240,00\u00a0€');
  expect(figureAt(document.querySelector('input'))).toBeUndefined();
});
