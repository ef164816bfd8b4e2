/** The rows of a list past what one answer of the engine holds, asked as they come in sight. */
import { untrack } from 'svelte';
import { BackendError, call, type Request } from '$lib/backend/backend';
import type { ClientRow, InvoiceRow } from '$lib/backend/contract.gen';
import { errorText } from '$lib/backend/errors';
import { toast } from '$lib/ui';

/** The most rows that one answer of the engine holds. */
export const MOST = 5_000;

/** The lists that may be longer, and what they are made of. */
type Lists = { invoices: InvoiceRow; clients: ClientRow };

/** Made while a component initialises: forgets its rows each time the first ones come again. */
export class Further<K extends keyof Lists> {
  /** In the order of the engine, right after the first answer. */
  rows = $state.raw<readonly Lists[K][]>([]);
  #turn = 0;
  #asking = false;

  constructor(readonly list: K, readonly request: () => Request<K>, readonly first: () => { rows: readonly Lists[K][] } | undefined) {
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
      const next = await call(this.list, { ...this.request(), offset: first.rows.length + this.rows.length });
      if (turn === this.#turn) this.rows = [...this.rows, ...(next.rows as Lists[K][])];
    } catch (thrown) {
      if (turn === this.#turn) toast(errorText(BackendError.from(thrown)));
    } finally {
      if (turn === this.#turn) this.#asking = false;
    }
  }
}
