import { render, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, expect, it } from 'vitest';
import type { ReportRow, ReportTable } from '$lib/backend/contract.gen';
import { onPaper, printing } from '$lib/print.svelte';
import Sheet from './Sheet.svelte';

afterEach(() => (printing.on = false));

const line = (kind: ReportRow['kind'], title: string): ReportRow => ({ kind, title, cells: [{ is: 'text', text: title }, { is: 'cents', amount: 100 }] });
const table = (lines: number): ReportTable => ({
  columns: [{ title: 'Client', kind: 'text', sums: false, wide: true }, { title: 'Dû', kind: 'cents', sums: true, wide: false }],
  rows: [...Array.from({ length: lines }, (_, at) => line('line', `Client ${at}`)), line('total', 'Total')],
  notes: [],
});

it('every row says its place among all of them, heads and total counted', () => {
  render(Sheet, { label: 'Balance âgée', table: table(3) });
  const grid = screen.getByRole('table');
  expect(grid.getAttribute('aria-rowcount')).toBe('5');
  expect([...grid.querySelectorAll('tr')].map((row) => row.getAttribute('aria-rowindex'))).toEqual(['1', '2', '3', '4', '5']);
});

it('a long report is drawn in sight on the screen, and on paper as any list: whole, up to a bound', () => {
  render(Sheet, { label: 'Balance âgée', table: table(120) });
  expect(document.querySelectorAll('tbody tr:not(.gap)').length).toBeLessThan(80);
  printing.on = true;
  flushSync();
  expect(document.querySelectorAll('tbody tr').length).toBe(120);
  expect([onPaper(120).to, onPaper(1_000_000).to]).toEqual([120, 2_000]);
});
