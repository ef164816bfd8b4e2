/** What one can do with an invoice, wherever it is shown. What can be taken back is not asked about: it offers « Annuler ». */
import { action } from '$lib/backend/action.svelte';
import type { InvoiceRow, SettlementView } from '$lib/backend/contract.gen';
import { clock } from '$lib/clock.svelte';
import { router } from '$lib/router.svelte';
import { controls, invoices as words } from '$lib/text/fr';
import { type MenuItem, toast } from '$lib/ui';

/** An invoice, and what its line alone does not say. */
export type Subject = { row: InvoiceRow; archived: boolean; directDebit: boolean; settlements?: readonly SettlementView[] };
/** The forms it may open. */
export type Form = 'payment' | 'dispute' | 'later' | 'pause' | 'debit' | 'allocate' | 'restart';

/** Whether money is still asked for on it. */
function isOwed({ row, archived }: Subject): boolean {
  return row.kind === 'invoice' && row.balance > 0 && row.status !== 'written_off' && !archived;
}

/** The actions of an invoice, and the form that one of them opened. */
export class InvoiceActions {
  /** The form on screen, and on which invoice. */
  open = $state.raw<{ form: Form; of: Subject }>();
  #writeOff = action('write_off_invoice');
  #archive = action('archive_invoice');
  #restart = action('restart_invoice');

  /** Opens a form on it. */
  ask(form: Form, of: Subject): void {
    this.open = { form, of };
  }

  /** Closes the form. */
  close(): void {
    this.open = undefined;
  }

  /** Starting again is on its way. */
  get restarting(): boolean {
    return this.#restart.pending;
  }

  /** Its reminders start again from the first step. */
  async restart({ row }: Subject): Promise<void> {
    if (!(await this.#restart.run({ id: row.id }))) return;
    this.close();
    toast({ text: words.restart.done(row.number) });
  }

  /** Puts it away, or takes it back. */
  async put(of: Subject, archived: boolean): Promise<void> {
    const { id, number } = of.row;
    if (!(await this.#archive.run({ id, archived }))) return;
    toast(archived ? { text: words.archived(number), undo: { label: controls.undo, run: () => this.put(of, false) } } : { text: words.unarchived(number) });
  }

  /** Passes it as a loss on this day, or takes it back. */
  async lose(of: Subject, on: string | null): Promise<void> {
    const { id, number } = of.row;
    if (!(await this.#writeOff.run({ id, on }))) return;
    toast(on === null ? { text: words.backFromLoss(number) } : { text: words.lost(number), undo: { label: controls.undo, run: () => this.lose(of, null) } });
  }

  /** What its state asks for first. */
  first(of: Subject): MenuItem[] {
    if (isOwed(of)) {
      return [
        { label: words.payment, icon: 'euro', run: () => this.ask('payment', of) },
        { label: words.dispute, icon: 'dispute', run: () => this.ask('dispute', of) },
      ];
    }
    if (of.row.kind === 'credit_note' && of.row.balance > 0 && !of.archived && of.settlements) {
      return [{ label: words.menu.allocate, icon: 'euro', run: () => this.ask('allocate', of) }];
    }
    return [];
  }

  /** All the rest. */
  others(of: Subject): MenuItem[] {
    const { row, archived, directDebit } = of;
    const owed = isOwed(of);
    const when = (so: boolean, item: MenuItem): MenuItem[] => (so ? [item] : []);
    return [
      { label: words.menu.edit, icon: 'edit', run: () => router.go('invoices', row.id, { edit: 'card' }) },
      { label: words.menu.client, icon: 'user', run: () => router.go('clients', row.clientId) },
      ...when(owed && directDebit, { label: words.menu.debit, icon: 'warning', run: () => this.ask('debit', of) }),
      ...when(owed, { label: words.menu.pause, icon: 'pause', run: () => this.ask('pause', of) }),
      ...when(owed, { label: words.menu.later, icon: 'later', run: () => this.ask('later', of) }),
      ...when(owed, { label: words.menu.credit, icon: 'file', run: () => router.go('invoices', 'new', { kind: 'credit_note', client: row.clientId, credits: row.id }) }),
      ...when(owed, { label: words.menu.restart, icon: 'retry', run: () => this.ask('restart', of) }),
      ...when(owed, { label: words.menu.loss, icon: 'ban', run: () => void this.lose(of, clock.today) }),
      ...when(row.status === 'written_off', { label: words.menu.backFromLoss, icon: 'undo', run: () => void this.lose(of, null) }),
      { label: archived ? words.menu.unarchive : words.menu.archive, icon: 'archive', run: () => void this.put(of, !archived) },
    ];
  }
}
