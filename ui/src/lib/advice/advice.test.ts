import { expect, it } from 'vitest';
import type { TodayView } from '$lib/backend/contract.gen';
import { find } from '../../guide';
import { advice } from '$lib/text/fr';
import { view } from '../../views';
import { AdviceChoice } from './choice.svelte';
import { TIPS, tipOf } from './tips';

const pile = (count: number) => ({ count, amount: 0, next: null });
const day = (today: string, more: object = {}) => ({ today, drafts: 0, late: 0, ready: pile(0), calls: pile(0), promises: pile(0), letters: pile(0), ...more }) as unknown as TodayView;
const none: ReadonlySet<string> = new Set();

it('every tip has its words, a screen and, when it says more, a page', () => {
  expect(TIPS.map(({ key }) => key).sort()).toEqual(Object.keys(advice.tips).sort());
  expect(TIPS.length).toBeGreaterThanOrEqual(25);
  for (const { key, on, guide } of TIPS) {
    for (const screen of on) expect(view(screen), `${key} on ${screen}`).toBeDefined();
    if (guide !== undefined) expect(find(guide), `${key} to ${guide}`).toBeDefined();
    expect(advice.tips[key].length, key).toBeLessThan(160);
  }
});

it('what a tip says of the law is said at length in the guide', () => {
  const legal = TIPS.filter(({ key }) => /€ sont dus|délai|dette|mise en demeure|taux|TTC|intérêts|ne dépasse en principe/.test(advice.tips[key])).filter(({ key }) => key !== 'average');
  expect(legal.length).toBeGreaterThan(6);
  for (const { key, guide } of legal) expect(guide, key).toBeDefined();
});

it('shows another tip each day, and only one that is of use', () => {
  const quiet = new Set(['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'].map((today) => tipOf('today', day(today), none)?.key));
  expect([...quiet].sort()).toEqual(['holidays', 'minutes']);
  const busy = new Set(Array.from({ length: 6 }, (_, index) => tipOf('today', day(`2026-11-2${index}`, { calls: pile(2), ready: pile(3), promises: pile(1) }), none)?.key));
  expect(busy.size).toBe(6);
  expect(tipOf('review', day('2026-11-23'), none)).toBeUndefined();
  expect(tipOf('today', undefined, none)).toBeUndefined();
});

it('a tip put away does not come back, nor another in its place; all come back when asked', () => {
  localStorage.clear();
  const choice = new AdviceChoice();
  choice.dismiss('minutes', 'today');
  expect(choice.quiet.has('today')).toBe(true);
  expect(tipOf('today', day('2026-11-23'), choice.gone)?.key).toBe('holidays');
  choice.turn(false);
  const again = new AdviceChoice();
  expect(again.off).toBe(true);
  expect([...again.gone]).toEqual(['minutes']);
  expect(again.quiet.size).toBe(0);
  again.recall();
  again.turn(true);
  expect(new AdviceChoice()).toMatchObject({ off: false });
  expect(new AdviceChoice().gone.size).toBe(0);
});

it('starts afresh on a storage that says anything else', () => {
  for (const rubbish of ['{', 'null', '{"gone":3}', '{"gone":[1,"minutes"]}']) {
    localStorage.setItem('echu.advice', rubbish);
    expect(new AdviceChoice().off).toBe(false);
  }
  expect([...new AdviceChoice().gone]).toEqual(['minutes']);
});
