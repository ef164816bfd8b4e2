/** A plan on its line: one stop a day, a call and the message it goes with being one. */
import type { PlanDraft, PlanStep, StepDraft, Tone } from '$lib/backend/contract.gen';

/** How a stop reaches the client. */
export type Way = 'email' | 'email_call' | 'phone' | 'letter' | 'registered_letter';
/** A stop of the line. `id` and `call` are the stored steps, if any. */
export type Stop = { key: number; id?: number; call?: number; day: number; way: Way; tone: Tone; unread: boolean };
/** What a person writes: the contract's draft, as stops. */
export type Draft = { id?: number; name: string; debtorKind: PlanDraft['debtorKind']; stops: Stop[] };

/** The first and last day the engine takes. */
export const FIRST = -60;
export const LAST = 730;
/** The tones in order, each with the ways it may go. */
export const WAYS: Readonly<Record<Tone, readonly Way[]>> = {
  courtesy: ['email'],
  first: ['email', 'email_call', 'phone', 'letter'],
  firm: ['email', 'email_call', 'phone', 'letter'],
  last: ['email', 'email_call', 'phone', 'letter'],
  formal_notice: ['registered_letter'],
};
/** Every tone, the mildest first. */
export const TONES = Object.keys(WAYS) as Tone[];

type Written = Pick<PlanStep, 'offsetDays' | 'channel' | 'tone'> & { id?: number | null; maySkipReview?: boolean };

const WAY: Readonly<Record<string, Way>> = { phone: 'phone', letter: 'letter', registered_letter: 'registered_letter' };

/** Ordered steps as stops. */
export function stopsOf(steps: readonly Written[]): Stop[] {
  const stops: Stop[] = [];
  for (const step of steps) {
    const last = stops.at(-1);
    if (step.channel === 'phone' && last?.way === 'email' && last.day === step.offsetDays) {
      last.way = 'email_call';
      if (step.id) last.call = step.id;
      continue;
    }
    stops.push({
      key: stops.length, ...(step.id ? { id: step.id } : {}), day: step.offsetDays, way: WAY[step.channel] ?? 'email', tone: step.tone,
      unread: step.maySkipReview ?? false,
    });
  }
  return stops;
}

/** What the engine is told. */
export function draftOf({ id, name, debtorKind, stops }: Draft): PlanDraft {
  const step = (stop: Stop, channel: string, stored: number | undefined): StepDraft => ({
    ...(stored === undefined ? {} : { id: stored }), offsetDays: stop.day, channel, tone: stop.tone, maySkipReview: stop.unread && channel === 'email',
  });
  const steps = stops.flatMap((stop) =>
    stop.way === 'email_call' ? [step(stop, 'email', stop.id), step(stop, 'phone', stop.call)] : [step(stop, stop.way, stop.id)],
  );
  return { ...(id === undefined ? {} : { id }), name, debtorKind, steps };
}

/** A stop after another way or tone: the way fits the tone, and only a friendly e-mail may leave unread. */
export function fitted(stop: Stop): Stop {
  const ways = WAYS[stop.tone];
  const way = ways.includes(stop.way) ? stop.way : (ways[0] ?? 'email');
  const friendly = (stop.tone === 'courtesy' || stop.tone === 'first') && (way === 'email' || way === 'email_call');
  return { ...stop, way, unread: stop.unread && friendly };
}

/** The stops by day. */
export function sorted(stops: readonly Stop[]): Stop[] {
  return [...stops].sort((a, b) => a.day - b.day);
}

/** A new stop after the one chosen, two weeks later or half-way to the next; its tone is the one it follows. */
export function added(stops: readonly Stop[], after: number | undefined): Stop {
  const all = sorted(stops);
  const at = Math.max(all.findIndex(({ key }) => key === after), 0);
  const before = all[at];
  const next = all[at + 1];
  const key = Math.max(0, ...stops.map((stop) => stop.key)) + 1;
  if (!before) return { key, day: 5, way: 'email', tone: 'first', unread: false };
  const gap = next ? Math.max(1, Math.floor((next.day - before.day) / 2)) : 14;
  const tone: Tone = before.day + gap <= 0 ? 'courtesy' : before.tone === 'courtesy' ? 'first' : before.tone === 'formal_notice' ? 'last' : before.tone;
  const day = before.tone === 'formal_notice' ? before.day - 7 : before.day + gap;
  return { key, day: clamp(day), way: 'email', tone, unread: false };
}

/** A day the engine takes. */
export function clamp(day: number): number {
  return Math.min(LAST, Math.max(FIRST, Math.round(day)));
}

/** Where the line puts days, in percent of its width: to scale, but never two closer than `gap`. */
export function places(days: readonly number[], gap: number): number[] {
  const low = Math.min(0, ...days);
  const high = Math.max(1, ...days);
  const [from, to] = [gap / 2, 100 - gap * 1.4];
  const raw = days.map((day) => from + ((day - low) / (high - low)) * (to - from));
  const room = Math.min(gap, (to - from) / Math.max(1, days.length - 1));
  for (let i = 1; i < raw.length; i++) raw[i] = Math.max(raw[i] ?? 0, (raw[i - 1] ?? 0) + room);
  for (let i = raw.length - 1, limit = to; i >= 0; i--, limit -= room) raw[i] = Math.min(raw[i] ?? 0, limit);
  return raw;
}
