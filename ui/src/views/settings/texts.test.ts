import { expect, it } from 'vitest';
import type { VariableView } from '$lib/backend/contract.gen';
import { choices, opening, pieces, put, span } from './texts';

const variable = (name: string, kind: VariableView['kind'] = 'text'): VariableView => ({ name, example: `ex. ${name}`, kind, compulsory: false });
const all = [variable('civilité'), variable('date_limite', 'date'), variable('échéance', 'date'), variable('professionnel', 'condition'), variable('tableau', 'block')];

it('braces that are open at the caret ask for a name', () => {
  expect(opening('a {{dat', 7)).toEqual({ from: 4, typed: 'dat' });
  expect(opening('a {{date}} b', 12)).toBeUndefined();
  expect(opening('a {{\nb', 6)).toBeUndefined();
  expect(opening('plain', 5)).toBeUndefined();
});

it('names are offered without their accents, those that begin so first', () => {
  expect(choices(all, 'e').map(({ name }) => name)[0]).toBe('échéance');
  expect(choices(all, 'eche').map(({ name }) => name)).toEqual(['échéance']);
  expect(choices(all, '')).toHaveLength(5);
  expect(choices(all, '#si ').some(({ name }) => name === 'tableau')).toBe(false);
});

it('a name closes its braces, a condition closes itself behind the caret', () => {
  const name = choices(all, 'date')[0];
  const condition = choices(all, 'prof')[0];
  if (!name || !condition) throw new Error('two choices');
  expect(put('a {{dat b', { from: 4, typed: 'dat' }, 7, name)).toEqual({ text: 'a {{date_limite}} b', caret: 17 });
  expect(put('a {{dat}} b', { from: 4, typed: 'dat' }, 7, name)).toEqual({ text: 'a {{date_limite}} b', caret: 17 });
  expect(put('{{', { from: 2, typed: '' }, 2, condition).text).toBe('{{#si professionnel}}{{/si}}');
});

it('faults are underlined where they are, in characters', () => {
  const text = 'é\nun 😀 {{zzz}} fin';
  const fault = { line: 2, column: 6, length: 7, sentence: '', nearest: null };
  const { from, to } = span(text, fault);
  expect(text.slice(from, to)).toBe('{{zzz}}');
  expect(pieces(text, [fault]).filter((piece) => piece.fault)).toEqual([{ text: '{{zzz}}', fault: true }]);
  expect(pieces(text, [fault]).map((piece) => piece.text).join('')).toBe(text);
});
