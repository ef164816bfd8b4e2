/** A mutation: runs a command, announces what it changed, and says where it was refused. */
import { errorText } from './errors';
import { BackendError, call, type MutationName, type Request, type Value } from './backend';
import { announce } from './changes';
import type { Tag } from './contract.gen';
import { toast } from '$lib/ui/toasts.svelte';

/** Runs a mutation and tells the resources. Rejects with a {@link BackendError}. */
export async function mutate<K extends MutationName>(name: K, request: Request<K>): Promise<Value<K>> {
  const outcome = (await call(name, request)) as { value: Value<K>; changed: Tag[] };
  announce(outcome.changed);
  return outcome.value;
}

/** One mutation of a screen, with its state. Make one for each button or form. */
export class Action<K extends MutationName> {
  /** On its way: the button waits. */
  pending = $state(false);
  /** Why the last run was refused. */
  failure = $state.raw<BackendError>();

  constructor(readonly name: K) {}

  /**
   * Runs it. A refusal of a field is kept for {@link error}, one that may be confirmed for {@link confirmable}; any other is
   * told in a toast. Answers the value in a box, or `undefined` when it was refused.
   */
  async run(request: Request<K>): Promise<{ value: Value<K> } | undefined> {
    if (this.pending) return undefined;
    this.pending = true;
    this.failure = undefined;
    try {
      return { value: await mutate(this.name, request) };
    } catch (thrown) {
      this.failure = BackendError.from(thrown);
      if (!this.failure.field && !this.failure.confirmable) toast(errorText(this.failure));
      return undefined;
    } finally {
      this.pending = false;
    }
  }

  /** What to ask before running it again with `confirmed`, if the last run may be confirmed. */
  get confirmable(): string | undefined {
    return this.failure?.confirmable && !this.failure.field ? errorText(this.failure).text : undefined;
  }

  /** Forgets the last refusal. */
  forget(): void {
    this.failure = undefined;
  }

  /** The sentence to show under a field, if it was the refused one. */
  error(field: string): string | undefined {
    return this.failure?.field === field ? errorText(this.failure).text : undefined;
  }
}

/** Makes an {@link Action}. */
export function action<K extends MutationName>(name: K): Action<K> {
  return new Action(name);
}
