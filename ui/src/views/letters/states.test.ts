import { expect, it } from 'vitest';
import type { LetterRow } from '$lib/backend/contract.gen';
import { marks, next } from './states';

const letter = (facts: Partial<LetterRow>) => ({ state: 'posted', printed: true, presentedOn: null, deadlineOn: null, returnReason: null, ...facts }) as LetterRow;
const TODAY = '2026-12-10';

it('each outcome leads to its own next step', () => {
  expect(next(letter({ state: 'frozen', printed: false }), TODAY)).toBe('print');
  expect(next(letter({ state: 'stale' }), TODAY)).toBe('redo');
  expect(next(letter({}), TODAY)).toBe('follow');
  expect(next(letter({ state: 'presented', deadlineOn: '2026-12-10' }), TODAY)).toBe('pays');
  expect(next(letter({ state: 'delivered', deadlineOn: '2026-12-09' }), TODAY)).toBe('decide');
  expect(next(letter({ state: 'returned', returnReason: 'refused' }), TODAY)).toBe('learn');
  expect(next(letter({ state: 'returned', returnReason: 'unclaimed', deadlineOn: '2026-12-03' }), TODAY)).toBe('decide');
  expect(next(letter({ state: 'returned', returnReason: 'unknown_address' }), TODAY)).toBe('address');
});

it('a letter that came back may only learn the day it was presented, and not when the address is unknown', () => {
  expect(marks(letter({ state: 'returned', returnReason: 'unclaimed' }))).toEqual(['presented']);
  expect(marks(letter({ state: 'returned', returnReason: 'unclaimed', presentedOn: '2026-11-25' }))).toEqual([]);
  expect(marks(letter({ state: 'returned', returnReason: 'unknown_address' }))).toEqual([]);
});
