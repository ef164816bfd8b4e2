/** The figures of an agreement while it is typed. */
import type { AgreementStage, TermStage } from '$lib/backend/contract.gen';
import { agreements as words } from '$lib/text/fr';
import type { Tone } from '$lib/ui';

/** A whole number typed, within its bounds; `undefined` for anything else. */
export function whole(typed: string, least: number, most: number): number | undefined {
  const value = /^\d{1,3}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return value >= least && value <= most ? value : undefined;
}

const TERMS: Record<TermStage, Tone> = { paid: 'ok', coming: 'plain', in_grace: 'info', missed: 'bad' };

/** How a term looks. */
export const termTone = (stage: TermStage): Tone => TERMS[stage];

/** What a person does next with an agreement. */
export type Step = 'sign' | 'warn' | 'forfeit' | 'close';
const STEPS: Record<AgreementStage, Step | undefined> = {
  ended: undefined,
  forfeited: undefined,
  kept: 'close',
  to_sign: 'sign',
  signature_late: 'sign',
  running: undefined,
  missed_unsigned: 'sign',
  missed_once: undefined,
  to_warn: 'warn',
  warned: undefined,
  to_forfeit: 'forfeit',
};

/** The step that an agreement waits for, if any. */
export const stepOf = (stage: AgreementStage): Step | undefined => STEPS[stage];

/** True while the agreement may still be printed to be signed. */
export const printable = (stage: AgreementStage): boolean => stage === 'to_sign' || stage === 'signature_late' || stage === 'running';

/** How long before a term it is reminded, as the menu knows it: `never`, or a number of days. */
export type Reminded = string;
/** What a new agreement proposes. */
export const USUAL: Reminded = '3';
const NEVER: Reminded = 'never';
const DAYS = [0, 1, 2, 3, 5, 7];

/** The choice that stands for a number of days, or for none. */
export const remindedAs = (days: number | null | undefined): Reminded => (days === null || days === undefined ? NEVER : String(days));

/** The number of days of a choice; `null` for no reminder. */
export const daysOf = (choice: Reminded): number | null => (choice === NEVER ? null : Number(choice));

/** The choices of the menu; a number of days that is none of ours keeps its place. */
export function reminders(own?: number | null): { value: Reminded; label: string }[] {
  const days = typeof own === 'number' && !DAYS.includes(own) ? [...DAYS, own] : DAYS;
  const label = (count: number) => (count === 0 ? words.remindChoices.same : words.remindChoices.days(count));
  return [...days.toSorted((a, b) => b - a).map((count) => ({ value: String(count), label: label(count) })), { value: NEVER, label: words.remindChoices.never }];
}
