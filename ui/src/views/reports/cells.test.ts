import { expect, it } from 'vitest';
import type { ReportColumnKind, ReportRow } from '$lib/backend/contract.gen';
import { covered, isNothing, least, widths, written } from './cells';

it('each kind of cell is written with its unit', () => {
  expect(written({ is: 'cents', amount: -123_456 })).toBe('−1\u202f234,56\u00a0€');
  expect(written({ is: 'days', days: -3 })).toBe('−3\u00a0j');
  expect(written({ is: 'rate', bp: 3_333 })).toBe('33,33\u00a0%');
  expect(written({ is: 'date', on: '2026-11-03' })).toBe('03/11/2026');
  expect(written({ is: 'unknown' })).toBe('inconnu');
  expect(written({ is: 'empty' })).toBe('');
});

it('the title of a sum covers what says nothing before its first figure', () => {
  const row = (kind: ReportRow['kind'], empty: number): ReportRow => ({ kind, title: 'Total', cells: [...Array(empty).fill({ is: 'empty' }), { is: 'cents', amount: 1 }] });
  expect(covered(row('total', 3), 4)).toBe(3);
  expect(covered(row('subtotal', 0), 4)).toBe(1);
  expect(covered({ kind: 'group', title: 'A', cells: [] }, 4)).toBe(4);
  expect(covered({ kind: 'total', title: 'A', cells: [{ is: 'empty' }, { is: 'empty' }] }, 2)).toBe(2);
});

const column = (kind: ReportColumnKind, wide = false) => ({ title: kind, kind, sums: false, wide });
const line = (...texts: string[]): ReportRow => ({ kind: 'line', title: '', cells: texts.map((text) => ({ is: 'text', text })) });

it('the wide column counts for what it needs, and the margins are not taken from the figures', () => {
  const columns = [column('text', true), column('cents')];
  expect(least(columns, widths({ columns, rows: [] }))).toBe(364);
});

it('days and counts are narrow, and the first and last columns bear the margins', () => {
  expect(widths({ columns: [column('cents'), column('days'), column('count'), column('cents')], rows: [] })).toEqual([120, 92, 92, 120]);
  expect([isNothing({ is: 'cents', amount: 0 }), isNothing({ is: 'cents', amount: -1 }), isNothing({ is: 'count', count: 0 }), isNothing(undefined)]).toEqual([true, false, false, false]);
});

it('amounts take the place of the longest one, sums counted', () => {
  const sum: ReportRow = { kind: 'total', title: 'Total', cells: [{ is: 'empty' }, { is: 'cents', amount: 21_898_239 }] };
  expect(widths({ columns: [column('text', true), column('cents')], rows: [sum] })[1]).toBe(111 + 24);
});

it('words take the place of the longest ones, so that a column that says little leaves room', () => {
  const columns = [column('date'), column('text'), column('text'), column('text', true), column('date')];
  const [, name, way] = widths({ columns, rows: [line('', 'Négoce Armor Distribution', ''), line('', 'Pressing', 'E-mail')] });
  expect(name).toBe(211);
  expect(way).toBe(80);
  expect(widths({ columns, rows: [line('', 'x'.repeat(400), '')] })[1], 'within reason').toBe(232);
});

it('where there is little room, a balance of six amounts is read without scrolling sideways', () => {
  const titles = ['À échoir', '1 à 30 jours', '31 à 60 jours', '61 à 90 jours', 'Plus de 90 jours', 'Total'];
  const columns = [column('text', true), ...titles.map((title) => ({ title, kind: 'cents' as const, sums: true, wide: false }))];
  const sum: ReportRow = { kind: 'total', title: 'Total', cells: [{ is: 'empty' }, ...titles.map(() => ({ is: 'cents' as const, amount: 2_189_823 }))] };
  expect(least(columns, widths({ columns, rows: [sum] }))).toBeGreaterThan(680);
  expect(least(columns, widths({ columns, rows: [sum] }, true), true)).toBeLessThan(680);
});
