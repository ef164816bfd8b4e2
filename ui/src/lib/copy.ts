/** Puts words on the clipboard, and says whether the system took them. */
import { bare } from '$lib/figures';
import { euros } from '$lib/text/format';
import { controls as words, menus } from '$lib/text/fr';
import { type MenuItem, toast } from '$lib/ui';

/** Copies; `what` is named in the answer. A refusal of the system is told. */
export async function copy(text: string, what?: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: what === undefined ? words.copied : words.copiedOf(what) });
  } catch {
    toast({ text: words.notCopied });
  }
}

/** What of a line can be put on the clipboard; an amount in cents, a day as people write it. */
export type Taken = Partial<Record<keyof typeof menus.copy, string | number | null | undefined>>;

/** The actions that copy it, in the order given; what is empty is left out. An amount is copied as a table takes it: « 1234,56 ». */
export function copies(of: Taken): MenuItem[] {
  return (Object.keys(of) as (keyof Taken)[]).flatMap((key) => {
    const value = of[key];
    if (value === undefined || value === null || value === '') return [];
    const text = typeof value === 'number' ? bare(euros(value)) : value;
    return [{ label: menus.copy[key], icon: 'copy' as const, run: () => void copy(text, text) }];
  });
}
