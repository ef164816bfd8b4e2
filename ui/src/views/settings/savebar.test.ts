import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import SaveBar from './SaveBar.svelte';

it('the button that saved keeps the cursor, and saves nothing twice', async () => {
  const { rerender } = render(SaveBar, { dirty: true, pending: false, onforget: vi.fn() });
  const button = screen.getByRole('button', { name: 'Enregistrer' });
  button.focus();
  await rerender({ dirty: false });
  expect(document.activeElement).toBe(button);
  expect(button.getAttribute('aria-disabled')).toBe('true');
  expect(await fireEvent.click(button), 'the click submits nothing').toBe(false);
});
