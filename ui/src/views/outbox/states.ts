/** The states of a sending: which sheet shows it, and with what tone. */
import type { DispatchRow } from '$lib/backend/contract.gen';
import type { Tone } from '$lib/ui';

const TONES: Record<string, Tone | undefined> = {
  queued: 'info', sending: 'info', engaged: 'info', deferred: 'warn', uncertain: 'warn', needs_review: 'bad',
  sent: 'ok', bounced: 'bad', failed: 'bad', expired: 'warn', cancelled: 'plain',
};
const ENDED: ReadonlySet<string> = new Set(['sent', 'bounced', 'cancelled', 'expired']);
/** The states that wait for a person. */
export const ASKS: ReadonlySet<string> = new Set(['uncertain', 'needs_review', 'failed']);

/** The tone of a state; plain for one that is not known here. */
export function tone(state: string): Tone {
  return TONES[state] ?? 'plain';
}

/** Whether a sending is over, with nothing left to answer: it stands in the history. */
export function ended(row: DispatchRow): boolean {
  return ENDED.has(row.state);
}

/** Whether the same message may be tried again. */
export function canRequeue(row: DispatchRow): boolean {
  return row.state === 'needs_review' || row.state === 'failed';
}
