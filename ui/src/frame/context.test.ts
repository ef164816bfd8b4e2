import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import { contextMenu } from '$lib/ui/context.svelte';
import { type MenuItem, step } from '$lib/ui/menu';
import DataTable from '$lib/ui/DataTable.svelte';
import ContextMenu from './ContextMenu.svelte';

const items: MenuItem[] = [
  { label: 'Ouvrir', run: () => {} },
  { label: 'Écrire', disabled: true, run: () => {} },
  { label: 'Copier le numéro', run: () => {} },
  { label: 'Effacer', run: () => {} },
];

it('moves among the actions that can be chosen, round and round, and by their first letter', () => {
  expect(step('Home', -1, items)).toBe(0);
  expect(step('ArrowDown', 0, items)).toBe(2);
  expect(step('ArrowDown', 3, items)).toBe(0);
  expect(step('ArrowUp', 0, items)).toBe(3);
  expect(step('End', 0, items)).toBe(3);
  expect(step('e', 0, items)).toBe(3);
  expect(step('O', 2, items)).toBe(0);
  expect(step('z', 2, items)).toBeUndefined();
  expect(step('ArrowDown', 0, [])).toBeUndefined();
});

describe('the menu of a row', () => {
  const copied = vi.fn();
  const table = () =>
    render(DataTable<{ id: number }>, {
      label: 'Factures', rows: [{ id: 1 }, { id: 2 }], columns: [{ key: 'id', label: 'N°', text: ({ id }) => `F-${id}` }], key: ({ id }) => id, name: ({ id }) => `F-${id}`,
      menu: ({ id }) => [[{ label: 'Ouvrir', run: () => {} }], [], [{ label: 'Copier', run: () => copied(id) }]],
    });

  it('opens by the right button and by Shift F10, works from the keyboard, and gives the focus back', async () => {
    table();
    const row = document.querySelector<HTMLElement>('tr[data-index="1"]') as HTMLElement;
    row.focus();
    await fireEvent.keyDown(row, { key: 'F10', shiftKey: true });
    expect(contextMenu.opened?.label).toBe('F-2');
    expect(contextMenu.opened?.groups).toHaveLength(2);
    if (!contextMenu.opened) throw new Error('no menu');
    render(ContextMenu, { of: contextMenu.opened });
    const menu = screen.getByRole('menu', { name: 'F-2' });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Ouvrir'));
    await fireEvent.keyDown(menu, { key: 'ArrowDown' });
    await vi.waitFor(() => expect(document.activeElement?.textContent).toBe('Copier'));
    await fireEvent.keyDown(menu, { key: 'Enter' });
    expect(copied).toHaveBeenCalledWith(2);
    expect(contextMenu.opened).toBeUndefined();
    expect(document.activeElement).toBe(row);

    await fireEvent.contextMenu(row, { clientX: 20, clientY: 30 });
    expect(contextMenu.opened).toMatchObject({ x: 20, y: 30 });
    contextMenu.close();
  });
});
