/** The piles of the day: which row is where, and what stands in an address. */
import type { Pile, TodayView } from '$lib/backend/contract.gen';
import type { IconName } from '$lib/ui/icons';

/** The key of a pile, as in the query of the route. */
export type PileKey = 'ready' | 'calls' | 'letters' | 'promises' | 'fix' | 'ended';

/** The piles in order, with their icons. */
export const PILES: readonly { key: PileKey; icon: IconName }[] = [
  { key: 'ready', icon: 'send' },
  { key: 'calls', icon: 'phone' },
  { key: 'letters', icon: 'mail' },
  { key: 'promises', icon: 'clock' },
  { key: 'fix', icon: 'warning' },
  { key: 'ended', icon: 'flag' },
];

/** A pile of the day. */
export function pile(day: TodayView, key: PileKey): Pile {
  return { ready: day.ready, calls: day.calls, letters: day.letters, promises: day.promises, fix: day.toFix, ended: day.ended }[key];
}

/** The pile shown: the one asked, else the first that is not empty. Cases to decide have a screen of their own. */
export function shown(day: TodayView, asked: string | undefined): PileKey {
  const here = PILES.filter(({ key }) => key !== 'ended');
  const named = here.find(({ key }) => key === asked);
  return (named ?? here.find(({ key }) => pile(day, key).count > 0) ?? { key: 'ready' as const }).key;
}
