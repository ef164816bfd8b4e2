import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { clock } from '$lib/clock.svelte';
import AgeingBar from './AgeingBar.svelte';
import DataTable from './DataTable.svelte';
import DateField from './DateField.svelte';
import MoneyField from './MoneyField.svelte';
import { sight, sorted } from './table';

type Row = { id: number; name: string; cents: number };
const rows: Row[] = Array.from({ length: 100_000 }, (_, id) => ({ id, name: `Client ${id}`, cents: (id * 7919) % 1000 }));
const columns = [
  { key: 'name', label: 'Client', text: (row: Row) => row.name, sort: (row: Row) => row.name },
  { key: 'cents', label: 'Reste dû', numeric: true, text: (row: Row) => String(row.cents), sort: (row: Row) => row.cents },
];

describe('DataTable', () => {
  it('draws only what is in sight of 100 000 rows, and says how many there are', () => {
    render(DataTable<Row>, { label: 'Clients', rows, columns, key: (row) => row.id });
    expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('100001');
    expect(document.querySelectorAll('tbody tr').length).toBeLessThan(80);
  });

  it('draws each row once before it measures anything: what a window shows, with the columns that its width allows', () => {
    const height = vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get');
    vi.stubGlobal('innerHeight', 800);
    vi.stubGlobal('innerWidth', 900);
    const name = vi.fn((row: Row) => row.name);
    const wide = vi.fn((row: Row) => String(row.cents));
    const list = [{ key: 'name', label: 'Client', text: name }, { key: 'cents', label: 'Reste dû', text: wide, wide: true }];
    render(DataTable<Row>, { label: 'Clients', rows: rows.slice(0, 100), columns: list, key: (row) => row.id });
    const drawn = document.querySelectorAll('tr[data-index]').length;
    expect(drawn).toBe(800 / 40);
    expect(height).not.toHaveBeenCalled();
    expect(name).toHaveBeenCalledTimes(drawn);
    expect(wide).not.toHaveBeenCalled();
    height.mockRestore();
    vi.unstubAllGlobals();
  });

  it('goes with the arrows, opens with Enter, and sorts from the head', async () => {
    const onopen = vi.fn();
    render(DataTable<Row>, { label: 'Clients', rows: rows.slice(0, 5), columns, key: (row) => row.id, onopen });
    const first = document.querySelector<HTMLElement>('tr[data-index="0"]');
    await fireEvent.keyDown(first as HTMLElement, { key: 'ArrowDown' });
    await fireEvent.keyDown(document.querySelector('tr[data-index="1"]') as HTMLElement, { key: 'Enter' });
    expect(onopen).toHaveBeenCalledWith(rows[1]);
    await fireEvent.click(screen.getByRole('button', { name: 'Reste dû' }));
    expect(screen.getByRole('columnheader', { name: 'Reste dû' }).getAttribute('aria-sort')).toBe('descending');
    expect(document.querySelector('tr[data-index="0"]')?.textContent).toContain('919');
  });

  it('sorts words as French does', () => {
    const names = ['Zoé', 'Écluse', 'client 10', 'Client 2'].map((name, id) => ({ id, name, cents: 0 }));
    expect(sorted(names, columns, { key: 'name', descending: false }).map((row) => row.name)).toEqual(['Client 2', 'client 10', 'Écluse', 'Zoé']);
  });

  it('never asks for rows that do not exist', () => {
    expect(sight(0, 40, 0, 800)).toEqual({ from: 0, to: 0 });
    expect(sight(3, 40, 9000, 800)).toEqual({ from: 3, to: 3 });
  });
});

describe('fields', () => {
  it('keeps an amount as cents, and says when it cannot read it', async () => {
    const onchange = vi.fn();
    render(MoneyField, { label: 'Montant', onchange });
    const input = screen.getByLabelText('Montant');
    await fireEvent.input(input, { target: { value: '1 234,5' } });
    expect(onchange).toHaveBeenLastCalledWith(123450);
    await fireEvent.input(input, { target: { value: '1.234' } });
    await fireEvent.blur(input);
    expect(onchange).toHaveBeenLastCalledWith(null);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('reads a day by its shortcut and refuses one out of bounds', async () => {
    clock.today = '2026-11-22';
    const onchange = vi.fn();
    render(DateField, { label: 'Date', min: '2026-11-22', onchange });
    const input = screen.getByLabelText<HTMLInputElement>('Date');
    await fireEvent.input(input, { target: { value: '+7' } });
    await fireEvent.blur(input);
    expect(onchange).toHaveBeenLastCalledWith('2026-11-29');
    expect(input.value).toBe('29/11/2026');
    await fireEvent.input(input, { target: { value: 'hier' } });
    expect(onchange).toHaveBeenLastCalledWith(null);
  });
});

describe('AgeingBar', () => {
  it('says each age in words and filters by it', async () => {
    const onselect = vi.fn();
    render(AgeingBar, { amounts: [0, 130, 0, 0, 20], onselect });
    expect(screen.queryByText('À échoir')).toBeNull();
    await fireEvent.click(screen.getByRole('button', { name: /Plus de 90 jours/ }));
    expect(onselect).toHaveBeenCalledWith(4);
  });
});
