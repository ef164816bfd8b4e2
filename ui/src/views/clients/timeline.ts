/** The history of a client: how its events are drawn. */
import type { IconName } from '$lib/ui';

/** By the start of the kind, the longest first. */
const ICONS: readonly (readonly [string, IconName])[] = [
  ['pdf_attached', 'clip'], ['dispute_', 'dispute'], ['promise_', 'promise'], ['paused', 'pause'], ['hold_', 'play'], ['triage_', 'flag'],
  ['dossier_', 'download'], ['step_', 'right'], ['reminder_', 'send'], ['uncertain_', 'send'], ['handed_', 'mail'], ['bounced', 'warning'], ['letter_proof', 'clip'], ['letter_', 'mail'],
  ['call_', 'phone'], ['sms_', 'message'], ['note_', 'mail'], ['follow_', 'phone'], ['decided', 'flag'], ['decision_', 'undo'], ['closure_', 'pause'], ['care_', 'user'], ['insolvency_', 'ban'], ['debit_', 'warning'], ['doubt_', 'check'], ['payment', 'euro'], ['allocated', 'euro'], ['client_', 'user'], ['invoice', 'file'], ['credit_note', 'file'], ['import', 'import'],
  ['restricted', 'pause'], ['data_', 'user'], ['erased_', 'user'], ['settings_', 'settings'], ['sending_', 'send'],
];

/** The icon of a kind of event. */
export function iconOf(kind: string): IconName {
  return ICONS.find(([start]) => kind.startsWith(start))?.[1] ?? 'message';
}

/** Whether an event is the first shown of its day. */
export function newDay(events: readonly { on: string }[], index: number): boolean {
  return index === 0 || events[index - 1]?.on !== events[index]?.on;
}
