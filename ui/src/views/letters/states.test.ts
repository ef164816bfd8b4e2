import { expect, it } from 'vitest';
import type { LetterProof, LetterRow } from '$lib/backend/contract.gen';
import { asks, expected, lacking, leaves, marks, next, tone } from './states';

const letter = (facts: Partial<LetterRow>) => ({ state: 'posted', printed: true, presentedOn: null, deadlineOn: null, returnReason: null, medium: 'paper', watch: { kind: 'nothing' }, ...facts }) as LetterRow;
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

it('what the dates say by themselves is seen before the state', () => {
  const over = letter({ state: 'presented', watch: { kind: 'unclaimed', until: '2026-12-09' } });
  expect([asks(over), tone(over)]).toEqual([true, 'warn']);
  expect(asks(letter({ watch: { kind: 'held', until: '2026-12-10' } }))).toBe(false);
});

it('only letters on paper that still stand go on the list of the day', () => {
  expect(leaves(letter({ state: 'frozen' }))).toBe(true);
  expect(leaves(letter({ state: 'stale' }))).toBe(false);
  expect(leaves(letter({ state: 'frozen', medium: 'electronic' }))).toBe(false);
});

it('a proof is asked for once, in the order in which proofs come', () => {
  const kept = (...shows: LetterProof['shows'][]) => shows.map((one) => ({ shows: one }) as LetterProof);
  const sent = letter({ postedOn: '2026-11-23' });
  expect([expected(sent, []), lacking(sent, [])]).toEqual(['deposit', 'deposit']);
  expect([expected(sent, kept('deposit')), lacking(sent, kept('deposit'))]).toEqual(['receipt', undefined]);
  const delivered = letter({ state: 'delivered', postedOn: '2026-11-23' });
  expect(lacking(delivered, kept('deposit'))).toBe('receipt');
  expect(expected(letter({ state: 'returned', postedOn: '2026-11-23' }), kept('deposit'))).toBe('returned');
  expect(lacking(letter({ state: 'frozen' }), [])).toBeUndefined();
});
