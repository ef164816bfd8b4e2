import { flushSync } from 'svelte';
import { describe, expect, it, vi } from 'vitest';
import { parse } from '$lib/router.svelte';
import { Screens } from './screens.svelte';

const files = vi.hoisted(() => new Map<string, () => Promise<{ default: unknown }>>());
vi.mock('../views', () => ({ view: (name: string) => files.get(name), names: () => [...files.keys()] }));

const screen = (name: string) => Object.assign(() => ({}), { screen: name }) as never;
const at = (screens: Screens, hash: string) => screens.of(parse(hash).name, parse(hash));

describe('the screens of the window', () => {
  it('leave a screen as it was until the file of the next one is there', async () => {
    const [clients, invoices] = [screen('clients'), screen('invoices')];
    let come: (file: { default: unknown }) => void = () => {};
    files.clear();
    files.set('clients', async () => ({ default: clients }));
    files.set('invoices', () => new Promise((resolve) => (come = resolve)));
    const screens = new Screens(screen('today'));
    await screens.open('clients');
    expect(at(screens, '#/clients/17')).toEqual({ View: clients, id: '17', query: {} });
    const opening = screens.open('invoices');
    expect(at(screens, '#/invoices/100?edit=due')).toEqual({ View: clients, id: '17', query: {} });
    come({ default: invoices });
    await opening;
    expect(at(screens, '#/invoices/100?edit=due')).toEqual({ View: invoices, id: '100', query: { edit: 'due' } });
    expect(at(screens, '#/clients')).toEqual({ View: clients, query: {} });
  });

  it('draw at once a screen whose file was foreseen, and say when the file of one opened did come', async () => {
    const [clients, plans] = [screen('clients'), screen('plans')];
    files.clear();
    files.set('clients', async () => ({ default: clients }));
    files.set('plans', async () => ({ default: plans }));
    const screens = new Screens(screen('today'));
    const seen: unknown[] = [];
    const stop = $effect.root(() => { $effect(() => { seen.push(at(screens, '#/plans')?.View); }); });
    flushSync();
    await screens.open('plans');
    flushSync();
    expect(seen).toEqual([undefined, plans]);
    stop();
    await screens.foresee();
    expect(at(screens, '#/clients')?.View).toBe(clients);
  });

  it('say of a file that cannot be read, until it is asked for again', async () => {
    files.clear();
    files.set('letters', () => Promise.reject(new Error('no such file')));
    const screens = new Screens(screen('today'));
    await screens.foresee();
    expect(screens.failed('letters')).toBe(false);
    await screens.open('letters');
    expect(screens.failed('letters')).toBe(true);
    expect(screens.failed('today')).toBe(false);
    const letters = screen('letters');
    files.set('letters', async () => ({ default: letters }));
    await screens.open('letters');
    expect(screens.failed('letters')).toBe(false);
    expect(at(screens, '#/letters')?.View).toBe(letters);
  });
});
