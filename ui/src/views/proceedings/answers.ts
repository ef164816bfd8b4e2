/** What the person says of the two sides, and the figures typed as text. */
import type { Answer, DeadlineStage, RouteStatus } from '$lib/backend/contract.gen';
import type { Tone } from '$lib/ui';

/** Three answers: nobody is a merchant until said. */
export type Known = 'yes' | 'no' | 'unknown';

/** As the engine asks for it. */
export function told(known: Known): boolean | null {
  return known === 'unknown' ? null : known === 'yes';
}

/** What the engine knows, as one of the three. */
export function known(merchant: boolean | null): Known {
  return merchant === null ? 'unknown' : merchant ? 'yes' : 'no';
}

/** The tone of a route. */
export const statusTone: Record<RouteStatus, Tone> = { open: 'ok', to_check: 'warn', closed: 'plain' };
/** The tone of a condition. */
export const answerTone: Record<Answer, Tone> = { met: 'ok', not_met: 'bad', unknown: 'warn' };
/** The tone of a delay. */
export const stageTone: Record<DeadlineStage, Tone> = { met: 'ok', met_late: 'bad', unknown: 'warn', running: 'info', near: 'warn', over: 'bad' };

/** A decimal of the person, times ten: « 33,3 » % in thousandths. Nothing typed is null; what cannot be read is undefined. */
export function tenths(typed: string): number | null | undefined {
  const text = typed.trim();
  if (text === '') return null;
  const found = /^(\d{1,6})(?:[.,](\d))?$/.exec(text);
  return found ? Number(found[1]) * 10 + Number(found[2] ?? 0) : undefined;
}

/** Hours of the person, in minutes: « 1,5 » is ninety. Nothing typed is none; what cannot be read is undefined. */
export function minutes(typed: string): number | undefined {
  const hours = tenths(typed);
  return hours === null ? 0 : hours === undefined ? undefined : hours * 6;
}
