/** The figures of an agreement while it is typed. */
import type { AgreementStage, TermStage } from '$lib/backend/contract.gen';
import type { Tone } from './list';

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
