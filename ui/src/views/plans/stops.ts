/** A plan on its line: one stop a day, a call and the message it goes with being one. */
import type { Channel, ChannelView, PlanDraft, PlanStep, StepDraft, Tone } from '$lib/backend/contract.gen';

/** How a stop reaches the client: a channel, or a message and its call the same day. */
export type Way = Channel | 'email_call';
/** A stop of the line. `id` and `call` are the stored steps, if any. */
export type Stop = { key: number; id?: number; call?: number; day: number; way: Way; tone: Tone; unread: boolean };
/** What a person writes: the contract's draft, as stops. */
export type Draft = { id?: number; name: string; debtorKind: PlanDraft['debtorKind']; stops: Stop[] };

/** The first and last day the engine takes. */
export const FIRST = -60;
export const LAST = 730;
/** Every tone, the mildest first. */
export const TONES: readonly Tone[] = ['courtesy', 'first', 'firm', 'last', 'formal_notice'];

/** The ways of a tone, from the engine's list of channels: a message that may have its call is offered with it too. */
export function waysOf(channels: readonly ChannelView[], tone: Tone): readonly Way[] {
  const own = channels.filter(({ tones }) => tones.includes(tone)).map(({ channel }): Way => channel);
  return own.includes('phone') && own.includes('email') ? own.flatMap((way) => (way === 'email' ? ['email', 'email_call'] as const : [way])) : own;
}

type Written = Pick<PlanStep, 'offsetDays' | 'channel' | 'tone'> & { id?: number | null; maySkipReview?: boolean };

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
      key: stops.length, ...(step.id ? { id: step.id } : {}), day: step.offsetDays, way: step.channel, tone: step.tone,
      unread: step.maySkipReview ?? false,
    });
  }
  return stops;
}

/** What the engine is told. */
export function draftOf({ id, name, debtorKind, stops }: Draft): PlanDraft {
  const step = (stop: Stop, channel: Channel, stored: number | undefined): StepDraft => ({
    ...(stored === undefined ? {} : { id: stored }), offsetDays: stop.day, channel, tone: stop.tone, maySkipReview: stop.unread && channel === 'email',
  });
  // A decision says nothing: it has the tone of what goes before it, as the engine stores it.
  const hardest = (before: Stop) => TONES[Math.max(1, ...stops.filter((one) => one.day <= before.day && !isDecision(one)).map(({ tone: own }) => TONES.indexOf(own)))] ?? 'first';
  const told = stops.map((stop) => (isDecision(stop) ? { ...stop, tone: hardest(stop) } : stop));
  const steps = told.flatMap((stop) =>
    stop.way === 'email_call' ? [step(stop, 'email', stop.id), step(stop, 'phone', stop.call)] : [step(stop, stop.way, stop.id)],
  );
  return { ...(id === undefined ? {} : { id }), name, debtorKind, steps };
}

/** A stop after another way or tone: the way fits the tone, and only a friendly e-mail may leave unread. */
export function fitted(stop: Stop, channels: readonly ChannelView[]): Stop {
  const ways = waysOf(channels, stop.tone);
  const way = ways.includes(stop.way) ? stop.way : (ways[0] ?? 'email');
  const friendly = (stop.tone === 'courtesy' || stop.tone === 'first') && (way === 'email' || way === 'email_call');
  return { ...stop, way, unread: stop.unread && friendly };
}

/** True when nothing is said to the client: the case comes back to the owner. */
export function isDecision(stop: Stop): boolean {
  return stop.way === 'decision';
}

/** True for what a person says himself, without words of ours. */
export function isSpoken(stop: Stop): boolean {
  return stop.way === 'phone' || stop.way === 'visit';
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
