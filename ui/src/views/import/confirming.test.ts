import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { ImportDraft } from '$lib/backend/contract.gen';
import Confirming from './Confirming.svelte';

const nobody = () => undefined;

/** A second export: nothing new, a payment on an invoice already there. */
const second = {
  draft: 1, fileName: 'factures.csv', alreadyImported: false, remembered: false, tool: '', balancesOnly: false, questions: [], blocked: false, mapping: null, undated: 0, pdfs: 0, named: [], files: false,
  preview: { strangers: [], kind: 'invoices', new: 0, newClients: 0, same: 0, changed: 1, refused: 0, total: 0, creditNotes: 0, payments: 1, noted: 40_000, paymentRows: [{ line: 2, number: 'F-1', client: 'Garage Delaunay', amount: 40_000 }], completions: [], first: [], changes: [], warnings: [], refusals: [], warned: 0, knownClients: 1, paid: 0 },
} as unknown as ImportDraft;

it('a second export asks what to take over before anything else, and takes what is ticked', async () => {
  const onstore = vi.fn();
  render(Confirming, { draft: second, reading: false, refused: 0, storing: false, onmap: nobody, onterms: nobody, onmatch: nobody, oncancel: nobody, onstore });
  const go = screen.getByRole('button', { name: 'Noter ce qui est coché' });
  expect(go.hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('status').textContent).toContain('cochez ce qui est à reprendre');
  expect(screen.getAllByRole('heading', { level: 2 })[0]?.textContent).toBe('Ce qu’il dit de l’existant');
  await fireEvent.click(screen.getByRole('checkbox', { name: /^Noter 1 règlement/ }));
  await fireEvent.click(go);
  expect(onstore).toHaveBeenCalledWith({ payments: true, paymentsLeft: [], completions: false, completionsLeft: [] });
});

it('each payment may be taken alone, and the box of them all says that some are', async () => {
  const onstore = vi.fn();
  const rows = ['F-1', 'F-2', 'F-3'].map((number, at) => ({ line: at + 2, number, client: 'Garage Delaunay', amount: 10_000 }));
  const draft = { ...second, preview: { ...second.preview, payments: 3, noted: 30_000, paymentRows: rows } } as ImportDraft;
  render(Confirming, { draft, reading: false, refused: 0, storing: false, onmap: nobody, onterms: nobody, onmatch: nobody, oncancel: nobody, onstore });
  const all = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Noter 3 règlements/ });
  await fireEvent.click(screen.getByRole('checkbox', { name: /^F-2/ }));
  expect([all.checked, all.indeterminate]).toEqual([false, true]);
  await fireEvent.click(screen.getByRole('button', { name: 'Noter ce qui est coché' }));
  expect(onstore).toHaveBeenCalledWith({ payments: true, paymentsLeft: [2, 4], completions: false, completionsLeft: [] });
});
