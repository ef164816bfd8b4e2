/** Puts words on the clipboard, and says whether the system took them. */
import { controls as words } from '$lib/text/fr';
import { toast } from '$lib/ui';

/** Copies; `what` is named in the answer. A refusal of the system is told. */
export async function copy(text: string, what?: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: what === undefined ? words.copied : words.copiedOf(what) });
  } catch {
    toast({ text: words.notCopied });
  }
}
