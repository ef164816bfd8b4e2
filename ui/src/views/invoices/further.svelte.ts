/** The rows past what one answer of the engine holds, asked as they come in sight. */
import { untrack } from 'svelte';
import { BackendError, call } from '$lib/backend/backend';
import type { InvoiceList, InvoiceRow, InvoicesRequest } from '$lib/backend/contract.gen';
import { errorText } from '$lib/backend/errors';
import { toast } from '$lib/ui';

export { MOST } from '../clients/list';

/** Made while a component initialises: forgets its rows each time the first ones come again. */
export class Further {
  /** In the order of the engine, right after the first answer. */
  rows = $state.raw<readonly InvoiceRow[]>([]);
  #turn = 0;
  #asking = false;

  constructor(readonly request: () => InvoicesRequest, readonly first: () => InvoiceList | undefined) {
    $effect(() => {
      first();
      untrack(() => {
        this.#turn += 1;
        this.#asking = false;
        if (this.rows.length > 0) this.rows = [];
      });
    });
  }

  /** Asks for the next ones, unless they are on their way. */
  async ask(): Promise<void> {
    const first = this.first();
    if (!first || this.#asking) return;
    const turn = this.#turn;
    this.#asking = true;
    try {
      const next = await call('invoices', { ...this.request(), offset: first.rows.length + this.rows.length });
      if (turn === this.#turn) this.rows = [...this.rows, ...next.rows];
    } catch (thrown) {
      if (turn === this.#turn) toast(errorText(BackendError.from(thrown)));
    } finally {
      if (turn === this.#turn) this.#asking = false;
    }
  }
}
