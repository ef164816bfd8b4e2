/** What comes next for the invoices in sight: asked for the rows that are drawn, together, however long the list. */
import { untrack } from 'svelte';
import { SvelteMap } from 'svelte/reactivity';
import { call } from '$lib/backend/backend';
import { tried } from '$lib/saving.svelte';

/** The most that one question holds. */
const MOST = 200;

/** Made while a component initialises; forgets what it knows each time `list` comes again. */
export class Steps {
  #known = new SvelteMap<number, string>();
  #asked = new Set<number>();
  #next = new Set<number>();
  #turn = 0;

  constructor(list: () => unknown, readonly ask: (ids: number[]) => Promise<readonly { id: number; nextStep: string }[] | undefined> = (ids) => tried(() => call('invoice_steps', { ids }))) {
    $effect(() => {
      list();
      untrack(() => this.#forget());
    });
  }

  /** What comes next for a row that is drawn; empty until it is known. The question leaves once all the rows of the moment are. */
  of(id: number): string {
    const known = this.#known.get(id);
    if (known === undefined) untrack(() => this.#want(id));
    return known ?? '';
  }

  #forget(): void {
    this.#turn += 1;
    const seen = [...this.#asked];
    this.#asked.clear();
    this.#next.clear();
    // What is drawn stays as it was until the new answer: nothing blinks.
    for (const id of seen.slice(-MOST)) this.#want(id);
  }

  #want(id: number): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#next.add(id);
    if (this.#next.size === 1) queueMicrotask(() => void this.#run());
  }

  async #run(): Promise<void> {
    const turn = this.#turn;
    const ids = [...this.#next].slice(-MOST);
    this.#next.clear();
    if (ids.length === 0) return;
    const found = await this.ask(ids);
    if (turn !== this.#turn || !found) return;
    const told = new Map(found.map((one) => [one.id, one.nextStep]));
    for (const id of ids) this.#known.set(id, told.get(id) ?? '');
  }
}
