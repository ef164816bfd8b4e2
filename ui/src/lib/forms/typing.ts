/** What is typed in a form and not saved, kept while the person looks at another screen. In memory only: it goes with the window. */

const kept = new Map<string, { base: string; typed: string }>();

/** What was left in a form that still starts from `base`; nothing when what is stored changed meanwhile. */
export function takeTyping<T>(form: string, base: T): T | undefined {
  const found = kept.get(form);
  kept.delete(form);
  return found?.base === JSON.stringify(base) ? (JSON.parse(found.typed) as T) : undefined;
}

/** Keeps what is typed, unless it is what the form started from. */
export function keepTyping<T>(form: string, base: T, typed: T): void {
  const [from, now] = [JSON.stringify(base), JSON.stringify(typed)];
  if (from !== now) kept.set(form, { base: from, typed: now });
}
