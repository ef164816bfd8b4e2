/** Puts words on the clipboard, and says whether the system took them. */
import { conditions as words } from '$lib/text/fr';
import { toast } from '$lib/ui';

/** Copies; a refusal of the system is told. */
export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    toast({ text: words.copied });
  } catch {
    toast({ text: words.notCopied });
  }
}
