import { fireEvent, render, screen } from '@testing-library/svelte';
import { expect, it, vi } from 'vitest';
import type { StatementDraft } from '$lib/backend/contract.gen';
import Statement from './Statement.svelte';

const nobody = () => undefined;
const rest = { reading: false, refused: 0, storing: false, onrows: nobody, oncancel: nobody, onstore: nobody };
const mapping = { encoding: 'utf-8', separator: 'semicolon', sheet: null, headerRow: 0, columns: [null, null, null], dateOrder: null, decimal: null, headerKey: 'k' };

/** A table whose names say nothing. */
const strange = {
  fileName: 'export.csv', sha256: 'a', format: 'table', bank: '', alreadyRead: false, blocked: true, accounts: [],
  table: {
    mapping, byHand: false, remembered: false, recognised: false, sheets: [], headerLines: [1, 2], headers: ['Quand', 'Quoi', 'Mouvt'], sample: [['16/11/2026', 'DURAND', '12,00']],
    questions: [{ code: 'missing_column', column: 'booked' }, { code: 'missing_column', column: 'label' }, { code: 'missing_column', column: 'amount' }],
  },
} as unknown as StatementDraft;

it('a table that nothing explains says what it lacks, and asks what each column is', () => {
  render(Statement, { draft: strange, ...rest, onmap: nobody });
  expect(screen.getByText(/Il manque des colonnes pour continuer/).textContent).toContain('Libellé');
  expect(screen.getByRole('button', { name: 'Noter ce relevé' }).hasAttribute('disabled')).toBe(true);
  expect(screen.getByLabelText('Ce qu’est la colonne Quoi').textContent).toContain('Date de l’opération');
});

it('its rows may be invoices after all', async () => {
  const onrows = vi.fn();
  render(Statement, { draft: strange, ...rest, onrows, onmap: nobody });
  await fireEvent.change(screen.getByLabelText('Contenu'), { target: { value: 'invoices' } });
  expect(onrows).toHaveBeenCalledWith('invoices');
});

it('each movement is shown as it would be kept, and money that only comes in is wondered at', () => {
  const account = { number: '', firstOn: '2026-11-16', lastOn: '2026-11-17', new: 1, known: 1, received: 1_200, leftOut: 0, balance: 'unknown', gap: 0, breaks: [], setAside: ['Ligne 4 : la date manque.'] };
  const lines = [{ line: 2, on: '2026-11-16', amount: 1_200, label: 'DURAND', counterparty: '', fate: 'new' }, { line: 3, on: '2026-11-17', amount: 500, label: 'PETIT', counterparty: '', fate: 'known' }];
  const table = { ...strange.table, questions: [], byHand: true, mapping: { ...mapping, columns: ['booked', 'label', 'amount'] } };
  const draft = { ...strange, blocked: false, table, accounts: [{ ...account, lines }] } as unknown as StatementDraft;
  render(Statement, { draft, ...rest, onmap: nobody });
  expect(screen.getByRole('button', { name: 'Garder 1 encaissement' }).hasAttribute('disabled')).toBe(false);
  expect(screen.getByText('Gardé')).toBeTruthy();
  expect(screen.getByText('Ligne 4 : la date manque.')).toBeTruthy();
  expect(screen.getByText(/une dépense passerait pour un encaissement/)).toBeTruthy();
});
