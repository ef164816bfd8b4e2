/** A query that asks again when its request or its tags change, and keeps its last answer meanwhile. */
import { untrack } from 'svelte';
import { BackendError, begin, begunAnswer, call, type QueryName, type Request, type Response } from './backend';
import { whenChanged } from './changes';
import { READS } from './contract.gen';
import { keep, kept, moment } from './kept';

/** Work shorter than this shows no skeleton. */
const PATIENCE_MS = 300;

/** What a screen shows: the last value, whether it is being asked again, and the refusal if any. */
export class Resource<T> {
  /** The last answer; stays while a newer one is on its way. */
  value = $state.raw<T>();
  /** The last refusal; cleared by the next answer. */
  failure = $state.raw<BackendError>();
  /** A request is on its way. */
  loading = $state(false);
  /** Nothing to show yet, for longer than a person bears a blank: draw a skeleton. */
  slow = $state(false);

  #turn = 0;
  #current: Promise<void> | undefined;
  #ask: () => Promise<T>;
  #answered: () => void;

  /** `answered` is called after each answer that is shown. */
  constructor(ask: () => Promise<T>, answered: () => void = () => {}) {
    this.#ask = ask;
    this.#answered = answered;
  }

  /** Asks again. An answer overtaken by a later request is dropped. */
  refetch(): Promise<void> {
    this.#current = this.#run();
    return this.#current;
  }

  /** Ends once what is on its way has been answered; at once when nothing is. */
  async settled(): Promise<void> {
    await this.#current;
  }

  async #run(): Promise<void> {
    const turn = ++this.#turn;
    this.loading = true;
    const patience = setTimeout(() => {
      if (turn === this.#turn && this.value === undefined) this.slow = true;
    }, PATIENCE_MS);
    try {
      const value = await this.#ask();
      if (turn !== this.#turn) return;
      this.value = value;
      this.failure = undefined;
      this.#answered();
    } catch (thrown) {
      if (turn === this.#turn) this.failure = BackendError.from(thrown);
    } finally {
      clearTimeout(patience);
      if (turn === this.#turn) this.loading = this.slow = false;
    }
  }

  /** Shows an answer that is known already. */
  take(answer: T): void {
    this.stop();
    this.value = answer;
    this.failure = undefined;
  }

  /** Drops whatever is on its way. */
  stop(): void {
    this.#turn++;
    this.loading = this.slow = false;
  }
}

/**
 * A live query, made while a component initialises. `request` is tracked: when what it reads changes, the query runs
 * again; `undefined` means « nothing to ask yet ». With `keep`, its last answers outlive the component, and who comes back
 * finds them: for what depends on nothing but the base and the day.
 */
export function resource<K extends QueryName>(name: K, request: () => Request<K> | undefined, { keep: lasting = false } = {}): Resource<Response<K>> {
  let current: Request<K> | undefined;
  let asked = 0;
  const ask = () => {
    asked = moment();
    return call(name, current as Request<K>);
  };
  const live = new Resource<Response<K>>(ask, () => {
    if (lasting && current !== undefined && live.value !== undefined) keep(name, current, live.value, asked);
  });
  const known = (next: Request<K> | undefined) => (lasting && next !== undefined ? kept(name, next) : undefined);
  // Before the first drawing, which then is the only one.
  const first = untrack(request);
  live.value = known(first) ?? (first === undefined ? undefined : begunAnswer(name, first));
  if (live.value !== undefined) current = first;
  $effect(() => {
    const next = request();
    const before = JSON.stringify(current);
    current = next;
    untrack(() => {
      if (next === undefined) return live.stop();
      if (JSON.stringify(next) === before && (live.value !== undefined || live.loading)) return;
      const answer = known(next);
      if (answer === undefined) void live.refetch();
      else live.take(answer);
    });
  });
  $effect(() => whenChanged(READS[name], () => current !== undefined && void live.refetch()));
  $effect(() => () => live.stop());
  return live;
}

/**
 * Asks, while a component initialises and after its own queries, what a part of it will ask once it is drawn: the answers
 * come together instead of one after the other. Kept for that part as long as the component lives and nothing changes. Not
 * for a part that is drawn at once: it asks first.
 */
export function foresee<K extends QueryName>(name: K, request: Request<K>): void {
  $effect(() => {
    if (untrack(() => kept(name, request)) !== undefined) return;
    const forget = begin(name, request);
    const deaf = whenChanged(undefined, forget);
    return () => { deaf(); forget(); };
  });
}
