/** What comes next for the invoices in sight: asked for the rows that are drawn, together, however long the list. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { call } from '$lib/backend/backend';
import { whenChanged } from '$lib/backend/changes';
import { READS } from '$lib/backend/contract.gen';
import { tried } from '$lib/saving.svelte';

/** The most that one question holds. */
const MOST = 200;

/** Made while a component initialises; asks again each time `list` comes again, and when what is told of a step changes. */
export class Steps {
  #known = new SvelteMap<number, string>();
  #asked = new Set<number>();
  #next = new Set<number>();
  /** Counts the times all was asked anew: what is drawn then asks for itself. */
  #turn = $state(0);

  constructor(list: () => unknown, readonly ask: (ids: number[]) => Promise<readonly { id: number; nextStep: string }[] | undefined> = (ids) => tried(() => call('invoice_steps', { ids }))) {
    $effect(() => {
      list();
      untrack(() => this.#forget());
    });
    $effect(() => whenChanged(READS.invoice_steps, () => this.#forget()));
  }

  /** What comes next for a row that is drawn; empty until it is known. The question leaves once all the rows of the moment are. */
  of(id: number): string {
    void this.#turn;
    untrack(() => this.#want(id));
    return this.#known.get(id) ?? '';
  }

  /** Asks for all of these and waits: a list that goes on paper. */
  async all(ids: readonly number[]): Promise<void> {
    for (const id of ids) this.#want(id);
    await this.#run();
  }

  /** What is drawn stays as it was until the new answer: nothing blinks. */
  #forget(): void {
    this.#turn += 1;
    this.#asked.clear();
    this.#next.clear();
  }

  #want(id: number): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#next.add(id);
    if (this.#next.size === 1) queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    const turn = this.#turn;
    const ids = [...this.#next];
    this.#next.clear();
    for (let at = 0; at < ids.length; at += MOST) {
      const some = ids.slice(at, at + MOST);
      const found = await this.ask(some);
      if (turn !== this.#turn) return;
      if (!found) {
        some.forEach((id) => this.#asked.delete(id));
        continue;
      }
      const told = new Map(found.map((one) => [one.id, one.nextStep]));
      for (const id of some) this.#known.set(id, told.get(id) ?? '');
    }
  }
}
