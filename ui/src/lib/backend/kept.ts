/**
 * The last answers of the screens that were left, so that going back to one asks nothing. They are as true as on a screen left
 * open: the first change takes them all away, whatever it is, and so does another day.
 */
import { clock } from '$lib/clock.svelte';
import type { QueryName, Request, Response } from './backend';
import { whenChanged } from './changes';

/** The most answers kept: a round of the screens, and some pages. */
const MOST = 64;

const answers = new Map<string, unknown>();
let changes = 0;
whenChanged(undefined, () => {
  changes += 1;
  answers.clear();
});

const keyOf = <K extends QueryName>(name: K, request: Request<K>) => `${clock.today} ${name} ${JSON.stringify(request)}`;

/** The moment of a question, for {@link keep}: how many changes there were before it. */
export function moment(): number {
  return changes;
}

/** Keeps an answer until something changes, or until many others came after it; not at all when something changed since it was asked. */
export function keep<K extends QueryName>(name: K, request: Request<K>, answer: Response<K>, asked: number): void {
  if (asked !== changes) return;
  const key = keyOf(name, request);
  answers.delete(key);
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > MOST && oldest !== undefined) answers.delete(oldest);
}

/** The answer kept, if there is one. */
export function kept<K extends QueryName>(name: K, request: Request<K>): Response<K> | undefined {
  return answers.get(keyOf(name, request)) as Response<K> | undefined;
}
