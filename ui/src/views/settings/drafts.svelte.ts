/** What is typed and not yet saved, kept while the person looks at another sheet. */
import type { Creditor, MailAccountForm, Options, Stationery } from '$lib/backend/contract.gen';

type Forms = { creditor: Creditor; mail: MailAccountForm; options: Options; stationery: Stationery; [mail: `mail-${string}`]: MailAccountForm };

/** One form: its values, and whether they differ from what is saved. */
export class FormDraft<T> {
  values = $state<T>() as T;
  #saved = $state.raw('');

  constructor(saved: T) {
    this.reset(saved);
  }

  /** True while something typed is not saved. It outlives the sheet, so it is not a derived value of it. */
  get dirty(): boolean {
    return JSON.stringify(this.values) !== this.#saved;
  }

  /** Takes what is saved. */
  reset(saved: T): void {
    this.values = structuredClone(saved);
    this.#saved = JSON.stringify(saved);
  }
}

const kept = new Map<string, FormDraft<unknown>>();

/** The draft of a form: the one left unsaved, or a fresh one of `saved`. The demonstration has its own. */
export function draftOf<K extends keyof Forms>(name: K, demo: boolean, saved: Forms[K]): FormDraft<Forms[K]> {
  const key = `${name}-${demo}`;
  const found = kept.get(key) as FormDraft<Forms[K]> | undefined;
  if (found?.dirty) return found;
  const fresh = new FormDraft<Forms[K]>(saved);
  kept.set(key, fresh);
  return fresh;
}
