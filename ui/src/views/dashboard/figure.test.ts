import { expect, it, test } from 'vitest';
import type { Figure } from '$lib/backend/contract.gen';
import { parse } from '$lib/router.svelte';
import { behind, figureOf, monthUpTo } from './figure';

const TODAY = '2026-11-23';
const ALL: Figure[] = [
  { of: 'overdue' },
  { of: 'received', from: '2026-10-01', to: '2026-10-31' },
  { of: 'expected', week: '2026-11-30', why: 'due_date' },
  { of: 'expected', week: null, why: 'late' },
  { of: 'expected', week: null, why: null },
  { of: 'sold', on: '2026-06-30' },
  { of: 'delay', on: '2026-06-30' },
  { of: 'lateness', from: '2026-06-01', to: '2026-06-30' },
  { of: 'came', step: '1er rappel, en recommandé' },
  { of: 'fell_due' },
  { of: 'promises' },
  { of: 'disputes' },
];

test.each(ALL)('the address of a figure says which: %o', (figure) => {
  const { name, id, query } = parse(behind(figure));
  expect(name).toBe('dashboard');
  expect(figureOf(id ?? '', query, TODAY)).toEqual(figure);
});

it('an address that names no figure is none, and one that says no day is of this month', () => {
  expect(figureOf('else', {}, TODAY)).toBeUndefined();
  expect(figureOf('received', { from: '2026-13-01' }, TODAY)).toEqual({ of: 'received', from: '2026-11-01', to: TODAY });
});

it('a month begins on its first day', () => expect(monthUpTo('2026-02-28')).toEqual({ from: '2026-02-01', to: '2026-02-28' }));
