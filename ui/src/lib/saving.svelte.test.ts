import { expect, it, vi } from 'vitest';
import { type Backend, BackendError, useBackend } from './backend/backend';
import { Saving, tried } from './saving.svelte';
import { toasts } from './ui/toasts.svelte';

const register = { fileName: 'registre.txt', token: 'a1' };

it('a refusal is told once, and nothing is answered', async () => {
  const before = toasts.items.length;
  expect(await tried(() => Promise.reject(new BackendError('disk_full', 'no room', 'Le disque est plein.')))).toBeUndefined();
  expect(toasts.items.length).toBe(before + 1);
  expect(toasts.items.at(-1)?.text).toContain('Le disque est plein.');
});

it('a file is said until another replaces it; giving up or a refusal leaves the one before', async () => {
  const files = new Saving<typeof register>();
  await files.save(async () => register);
  expect(files.file).toEqual(register);
  await files.save(async () => null);
  await files.save(() => Promise.reject(new Error('gone')));
  expect(files.file).toEqual(register);
  await files.save(async () => ({ ...register, token: 'b2' }));
  expect(files.file?.token).toBe('b2');
  files.forget();
  expect(files.file).toBeUndefined();
});

it('one file at a time, named while it is written, then shown in its folder', async () => {
  const asked = vi.fn(async () => true);
  const none = () => () => undefined;
  useBackend({ call: asked as unknown as Backend['call'], onChanged: none, onDropped: none, onOpened: none, onDragging: none });
  const files = new Saving<typeof register>();
  let give: (file: typeof register) => void = () => undefined;
  const first = files.save(() => new Promise((resolve) => (give = resolve)), 'register');
  expect(files.busy).toBe('register');
  const second = vi.fn(async () => register);
  await files.save(second, 'other');
  expect(second, 'what is asked meanwhile waits for another click').not.toHaveBeenCalled();
  give(register);
  await first;
  expect(files.busy).toBeUndefined();
  await files.show();
  expect(asked).toHaveBeenCalledWith('show_saved', { token: 'a1' });
});
