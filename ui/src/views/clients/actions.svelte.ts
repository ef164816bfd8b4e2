/** What one can do for a client, from his page or from the list. */
import { action } from '$lib/backend/action.svelte';
import type { ClientRow } from '$lib/backend/contract.gen';
import { router } from '$lib/router.svelte';
import { agreements, clients as words, controls, dossier, privacy, proceedings } from '$lib/text/fr';
import { type MenuItem, toast } from '$lib/ui';

/** A client, as far as his actions depend on it; money in cents. */
export type Subject = { id: number; name: string; balance: number; overdue: number; archived: boolean; care: boolean; insolvent: boolean; instalments: boolean };
/** The forms they may open. */
export type Form = 'payment' | 'dispute' | 'promise' | 'pause' | 'agreement' | 'sms' | 'insolvency';

/** The client of a line of the list. */
export function subjectOf({ id, name, balance, overdue, marks }: ClientRow): Subject {
  const has = (mark: string) => marks.includes(mark);
  return { id, name, balance, overdue, archived: has('archived'), care: has('care'), insolvent: has('insolvent'), instalments: has('instalments') };
}

/** The actions of a client, and the form that one of them opened. */
export class ClientActions {
  /** The form on screen, and for whom. */
  open = $state.raw<{ form: Form; of: Subject }>();
  #archive = action('archive_client');
  #draft = action('draft_reminder');
  #care = action('set_care');

  /** Opens a form for him. */
  ask(form: Form, of: Subject): void {
    this.open = { form, of };
  }

  /** Closes the form. */
  close(): void {
    this.open = undefined;
  }

  async #put(of: Subject, archived: boolean): Promise<void> {
    if (!(await this.#archive.run({ id: of.id, archived }))) return;
    toast({ text: archived ? words.archived(of.name) : words.unarchived(of.name), undo: { label: controls.undo, run: () => this.#put(of, !archived) } });
  }

  async #setCare(of: Subject, care: boolean): Promise<void> {
    if (!(await this.#care.run({ clientId: of.id, care }))) return;
    toast({ text: care ? words.careSet(of.name) : words.careLifted(of.name), undo: { label: controls.undo, run: () => this.#setCare(of, !care) } });
  }

  async #remind(of: Subject): Promise<void> {
    const done = await this.#draft.run({ clientId: of.id });
    if (done) router.go('review', done.value);
  }

  /** The payment that one notes most often. */
  first(of: Subject): MenuItem[] {
    return [{ label: words.payment, icon: 'euro', run: () => this.ask('payment', of) }];
  }

  /** All the rest; a visit is noted on his page only, where its card opens. */
  others(of: Subject, onvisit?: () => void): MenuItem[] {
    const late = of.overdue > 0;
    return [
      { label: words.menu.edit, icon: 'edit', run: () => router.go('clients', of.id, { edit: 'card' }) },
      { label: words.menu.invoice, icon: 'file', run: () => router.go('invoices', 'new', { client: of.id }) },
      { label: words.menu.dispute, icon: 'dispute', run: () => this.ask('dispute', of) },
      { label: words.menu.promise, icon: 'promise', run: () => this.ask('promise', of) },
      { label: agreements.menu, icon: 'calendar', disabled: of.balance <= 0 || of.instalments, run: () => this.ask('agreement', of) },
      { label: words.menu.pause, icon: 'pause', run: () => this.ask('pause', of) },
      { label: words.menu.sms, icon: 'message', disabled: !late, run: () => this.ask('sms', of) },
      ...(onvisit ? [{ label: words.menu.visit, icon: 'user' as const, disabled: !late, run: onvisit }] : []),
      { label: words.menu.anyway, icon: 'send', disabled: !late, run: () => void this.#remind(of) },
      { label: words.menu.letter, icon: 'mail', disabled: !late, run: () => router.go('letters', undefined, { client: of.id, notice: 1 }) },
      { label: proceedings.menu, icon: 'plan', run: () => router.go('proceedings', of.id) },
      { label: dossier.open, icon: 'download', run: () => router.go('clients', of.id, { dossier: 1 }) },
      { label: words.menu.other, icon: 'file', run: () => router.go('letters', undefined, { other: of.id }) },
      { label: of.care ? words.menu.uncare : words.menu.care, icon: 'user', run: () => void this.#setCare(of, !of.care) },
      ...(of.insolvent ? [] : [{ label: words.menu.insolvency, icon: 'ban' as const, run: () => this.ask('insolvency', of) }]),
      { label: privacy.menu, icon: 'user', run: () => router.go('clients', of.id, { privacy: 1 }) },
      { label: words.menu.unite, icon: 'users', run: () => router.go('duplicates', undefined, { keep: of.id }) },
      { label: of.archived ? words.menu.unarchive : words.menu.archive, icon: 'archive', run: () => void this.#put(of, !of.archived) },
    ];
  }
}
