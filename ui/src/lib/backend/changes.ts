/** Who is told that something changed: mutations and the engine announce tags, resources listen. */
import { backend } from './backend';
import type { Tag } from './contract.gen';

/** Without tags: whatever changes. */
type Listener = { tags?: readonly Tag[]; run: () => void };
const listeners = new Set<Listener>();
const waiting = new Set<Tag>();
let scheduled = false;

function flush(): void {
  scheduled = false;
  const tags = [...waiting];
  waiting.clear();
  for (const listener of [...listeners]) if (listener.tags?.some((tag) => tags.includes(tag)) ?? true) listener.run();
}

/** Says that these tags changed. Announcements of one turn are told once. */
export function announce(tags: readonly Tag[]): void {
  for (const tag of tags) waiting.add(tag);
  if (scheduled || waiting.size === 0) return;
  scheduled = true;
  queueMicrotask(flush);
}

/** Runs `run` when one of `tags` changes; without tags, whatever changes. Answers how to stop. */
export function whenChanged(tags: readonly Tag[] | undefined, run: () => void): () => void {
  const listener: Listener = { ...(tags ? { tags } : {}), run };
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Passes on what the engine changes by itself (the scheduler, another window's work). */
export function followEngine(): () => void {
  return backend().onChanged(announce);
}
