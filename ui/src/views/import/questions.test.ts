import { expect, it } from 'vitest';
import type { ImportDraft, ImportQuestion } from '$lib/backend/contract.gen';
import { difference, doubt, missing, twice } from './questions';

const draft = (questions: ImportQuestion[]) => ({ questions, mapping: { columns: ['number', 'number', 'total', null] } }) as unknown as ImportDraft;

it('what the engine asks is shown beside its field', () => {
  const asked = draft([{ code: 'missing_column', field: 'client_name' }, { code: 'column_twice', field: 'number' }, { code: 'date_order', example: '03/04/2026' }]);
  expect(missing(asked)).toEqual(['client_name']);
  expect([0, 1, 2, 3].map((column) => twice(asked, column))).toEqual([true, true, false, false]);
  expect(doubt(asked, 'date_order')).toBe('03/04/2026');
  expect(doubt(asked, 'decimal')).toBeUndefined();
});

it('nothing is asked of a file that is clear', () => {
  expect(missing(draft([]))).toEqual([]);
  expect(twice(draft([]), 0)).toBe(false);
});

it('a difference says both values', () => {
  expect(difference({ is: 'amount', field: 'total', before: 123_456, after: 100 })).toContain('1\u202f234,56');
  expect(difference({ is: 'date', field: 'due_on', before: null, after: '2026-09-12' })).toMatch(/vide.*12 sept\. 2026/);
});
