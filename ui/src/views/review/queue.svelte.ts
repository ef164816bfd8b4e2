/** The messages read in one go: kept while the person goes to another screen and comes back. */

import type { CallOutcome } from '$lib/backend/contract.gen';

/** Whether what came of a call leads to another screen: a letter to write, a decision to take. */
export function leads(outcome: CallOutcome): boolean {
  return outcome === 'in_trouble' || outcome === 'refused';
}

/** What became of a message of the queue. */
export type Fate = { kind: 'waiting' } | { kind: 'sent'; amount: number } | { kind: 'dropped' };

class ReviewQueue {
  ids = $state.raw<readonly number[]>([]);
  fates = $state.raw<ReadonlyMap<number, Fate>>(new Map());

  /** Takes the day's drafts; those already seen keep their fate while the work goes on. */
  start(ids: readonly number[]): void {
    const known = this.ids.filter((id) => this.fate(id).kind !== 'waiting' || ids.includes(id));
    const going = known.some((id) => this.fate(id).kind === 'waiting');
    this.ids = going ? [...known, ...ids.filter((id) => !known.includes(id))] : [...ids];
    if (!going) this.fates = new Map();
  }

  fate(id: number): Fate {
    return this.fates.get(id) ?? { kind: 'waiting' };
  }

  mark(id: number, fate: Fate): void {
    this.fates = new Map(this.fates).set(id, fate);
  }

  /** The next message that waits after `id`, going round; `undefined` when none does. */
  after(id: number): number | undefined {
    const place = this.ids.indexOf(id);
    return [...this.ids.slice(place + 1), ...this.ids.slice(0, place + 1)].find((other) => other !== id && this.fate(other).kind === 'waiting');
  }

  /** How many were sent, and for how much. */
  get sent(): { number: number; amount: number } {
    const amounts = [...this.fates.values()].flatMap((fate) => (fate.kind === 'sent' ? [fate.amount] : []));
    return { number: amounts.length, amount: amounts.reduce((sum, amount) => sum + amount, 0) };
  }

  get waiting(): number {
    return this.ids.filter((id) => this.fate(id).kind === 'waiting').length;
  }
}

/** The queue of this window. */
export const queue = new ReviewQueue();
