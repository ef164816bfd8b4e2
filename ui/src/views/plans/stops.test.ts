import { describe, expect, it } from 'vitest';
import type { ChannelView } from '$lib/backend/contract.gen';
import { added, draftOf, fitted, places, type Stop, stopsOf, waysOf } from './stops';

const steps = [
  { id: 1, offsetDays: 5, channel: 'email' as const, tone: 'first' as const, maySkipReview: false },
  { id: 2, offsetDays: 12, channel: 'phone' as const, tone: 'first' as const, maySkipReview: false },
  { id: 3, offsetDays: 20, channel: 'email' as const, tone: 'firm' as const, maySkipReview: false },
  { id: 4, offsetDays: 20, channel: 'phone' as const, tone: 'firm' as const, maySkipReview: false },
];

const late = ['first', 'firm', 'last'] as const;
const channels: ChannelView[] = [
  { channel: 'email', tones: ['courtesy', ...late] }, { channel: 'phone', tones: [...late] }, { channel: 'sms', tones: [...late] },
  { channel: 'letter', tones: [...late] }, { channel: 'registered_letter', tones: ['formal_notice'] }, { channel: 'decision', tones: [...late, 'formal_notice'] },
];

describe('a plan on its line', () => {
  it('offers the ways the engine names for a tone, and a message with its call', () => {
    expect(waysOf(channels, 'courtesy')).toEqual(['email']);
    expect(waysOf(channels, 'firm')).toEqual(['email', 'email_call', 'phone', 'sms', 'letter', 'decision']);
    expect(waysOf(channels, 'formal_notice')).toEqual(['registered_letter', 'decision']);
  });

  it('gives a decision the tone of what goes before it, so that what was saved is not shown as changed', () => {
    const stops: Stop[] = [
      { key: 0, day: 5, way: 'sms', tone: 'firm', unread: false }, { key: 1, day: 40, way: 'decision', tone: 'first', unread: false },
    ];
    expect(draftOf({ name: 'x', debtorKind: 'business', stops }).steps.map(({ channel, tone }) => `${channel} ${tone}`)).toEqual(['sms firm', 'decision firm']);
  });

  it('shows a message and its call as one stop, and writes both back with their identities', () => {
    const stops = stopsOf(steps);
    expect(stops.map(({ day, way }) => `${day} ${way}`)).toEqual(['5 email', '12 phone', '20 email_call']);
    expect(draftOf({ id: 9, name: 'Standard', debtorKind: 'business', stops }).steps).toEqual(steps);
  });

  it('gives a stop a way that its tone allows, and forgets a leave that it loses', () => {
    const stop: Stop = { key: 0, day: 40, way: 'email', tone: 'formal_notice', unread: true };
    expect(fitted(stop, channels)).toMatchObject({ way: 'registered_letter', unread: false });
    expect(fitted({ ...stop, tone: 'first' }, channels)).toMatchObject({ way: 'email', unread: true });
    expect(fitted({ ...stop, tone: 'first', way: 'letter' }, channels)).toMatchObject({ unread: false });
  });

  it('adds a stop half-way to the next, two weeks after the last, and before a formal notice', () => {
    const stops = stopsOf(steps);
    expect(added(stops, stops[0]?.key)).toMatchObject({ day: 8, tone: 'first', way: 'email' });
    expect(added(stops, stops[2]?.key)).toMatchObject({ day: 34, tone: 'firm' });
    expect(added([], undefined)).toMatchObject({ day: 5, tone: 'first' });
    const notice: Stop = { key: 7, day: 40, way: 'registered_letter', tone: 'formal_notice', unread: false };
    expect(added([notice], 7)).toMatchObject({ day: 33, tone: 'last' });
  });

  it('keeps days in their order and apart on the line', () => {
    const at = places([0, 5, 6, 7, 400], 11);
    expect(at.every((place, index) => index === 0 || place - (at[index - 1] ?? 0) >= 10.9)).toBe(true);
    expect(Math.max(...at)).toBeLessThanOrEqual(90);
  });
});
