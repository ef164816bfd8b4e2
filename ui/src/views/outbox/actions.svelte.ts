/** What a person does to a sending, from its line or from its detail. */
import { action } from '$lib/backend/action.svelte';
import type { DispatchRow } from '$lib/backend/contract.gen';
import { outbox as words } from '$lib/text/fr';
import { toast } from '$lib/ui';

/** Takes a sending back, or tries it again. */
export class SendingActions {
  readonly withdraw = action('withdraw_dispatches');
  readonly requeue = action('requeue_dispatch');

  /** Takes it back before it leaves; says so when it was too late. */
  async stop(row: DispatchRow): Promise<void> {
    const done = await this.withdraw.run({ ids: [row.id] });
    if (done) toast({ text: done.value.tooLate.length > 0 ? words.tooLate : words.withdrawn });
  }

  /** Puts the same message back in the queue. */
  async again(row: DispatchRow): Promise<void> {
    if (await this.requeue.run({ id: row.id })) toast({ text: words.requeued });
  }
}
