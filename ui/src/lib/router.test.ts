import { describe, expect, it } from 'vitest';
import { href, parse, router } from './router.svelte';

describe('router', () => {
  it('reads a screen, an id and a query', () =>
    expect(parse('#/clients/12?tab=proofs')).toEqual({ name: 'clients', id: '12', query: { tab: 'proofs' } }));

  it.each(['', '#', '#/', '/'])('goes home from « %s »', (hash) => expect(parse(hash)).toEqual({ name: 'today', query: {} }));

  it('writes what it reads', () => {
    const link = href('invoices', 'F 1/2', { age: 3, text: 'é&=', none: undefined, empty: '' });
    expect(parse(link)).toEqual({ name: 'invoices', id: 'F 1/2', query: { age: '3', text: 'é&=' } });
  });

  it('follows its own steps and those of the window', () => {
    router.go('clients', 4);
    expect(router.route).toEqual({ name: 'clients', id: '4', query: {} });
    router.go('clients', undefined, undefined, true);
    expect(location.hash).toBe('#/clients');
    location.hash = '#/invoices';
    window.dispatchEvent(new Event('hashchange'));
    expect(router.route.name).toBe('invoices');
  });
});
