/**
 * The last answers of the screens that were left, so that going back to one asks nothing. Each is as true as on a screen left open: the first change
 * of what it reads takes it away, and so does another day.
 */
import { clock } from '$lib/clock.svelte';
import type { QueryName, Request, Response } from './backend';
import { whenChanged } from './changes';
import { READS } from './contract.gen';

/** The most answers kept: a round of the screens, and some pages. */
const MOST = 32;

type Kept = { answer: unknown; deaf: () => void };
const answers = new Map<string, Kept>();

const keyOf = <K extends QueryName>(name: K, request: Request<K>) => `${clock.today} ${name} ${JSON.stringify(request)}`;

/** Keeps an answer until something it reads changes, or until many others came after it. */
export function keep<K extends QueryName>(name: K, request: Request<K>, answer: Response<K>): void {
  const key = keyOf(name, request);
  forget(key);
  answers.set(key, { answer, deaf: whenChanged(READS[name], () => forget(key)) });
  const [oldest] = answers.keys();
  if (answers.size > MOST && oldest !== undefined) forget(oldest);
}

/** The answer kept, if there is one. */
export function kept<K extends QueryName>(name: K, request: Request<K>): Response<K> | undefined {
  return answers.get(keyOf(name, request))?.answer as Response<K> | undefined;
}

function forget(key: string): void {
  answers.get(key)?.deaf();
  answers.delete(key);
}
