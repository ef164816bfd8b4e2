/** Approving drafts, with the seconds to change one's mind. */
import { receiptsGate } from '$lib/asking.svelte';
import { mutate } from '$lib/backend/action.svelte';
import { BackendError } from '$lib/backend/backend';
import type { Approved, LegalCode } from '$lib/backend/contract.gen';
import { errorText } from '$lib/backend/errors';
import { tried } from '$lib/saving.svelte';
import { controls, today as words } from '$lib/text/fr';
import { toast } from '$lib/ui';

/** What left, and what could not. */
export type Sent = { sent: number[]; refused: { id: number; clientName: string; why: string }[] };

async function undo(dispatches: number[], onundone: (() => void) | undefined): Promise<void> {
  const done = await tried(() => mutate('withdraw_dispatches', { ids: dispatches }));
  if (!done) return;
  if (done.withdrawn.length > 0) onundone?.();
  toast({ text: done.tooLate.length > 0 ? words.tooLate(done.tooLate.length) : words.undone });
}

/** Approves; when the news of the bank is old, asks the person first, and gives up on a no. */
async function approve(ids: number[], accepted: LegalCode[]): Promise<Approved | undefined> {
  const request = { ids, ...(accepted.length > 0 ? { accepted } : {}) };
  try {
    return await mutate('approve_reminders', request);
  } catch (thrown) {
    const failure = BackendError.from(thrown);
    if (!failure.confirmable) throw thrown;
    return (await receiptsGate.ask(errorText(failure).text)) ? mutate('approve_reminders', { ...request, receiptsChecked: true }) : undefined;
  }
}

/** Approves `ids` and offers to undo during `seconds`; `accepted` are the points of the legal check that a person let pass. `undefined` when nothing was approved. */
export async function send(ids: number[], text: string, seconds: number, onundone?: () => void, accepted: LegalCode[] = []): Promise<Sent | undefined> {
  const approved = await tried(() => approve(ids, accepted));
  if (!approved) return undefined;
  const { dispatches, refused } = approved;
  if (dispatches.length > 0) toast({ text, seconds, leaves: true, undo: { label: controls.undo, run: () => undo(dispatches, onundone) } });
  if (refused.length > 0) toast({ text: words.notSent(refused.length, refused.map(({ clientName, why }) => `${clientName} (${why})`).join(' ; ')), ...(refused.length > 1 ? { manner: 'alert' } : { seconds: 12 }) });
  const stayed = new Set(refused.map(({ id }) => id));
  return { sent: ids.filter((id) => !stayed.has(id)), refused };
}
