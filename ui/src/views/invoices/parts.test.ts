import { expect, it } from 'vitest';
import { firstParts, left, monthLater, nextPart, part, spreadEvenly, storedParts } from './parts';

const amounts = (parts: readonly { amount: number | null }[]) => parts.map(({ amount }) => amount);

it('begins with two halves, a month apart', () => {
  const two = firstParts('2026-12-31', 10_001);
  expect(two.map(({ dueOn }) => dueOn)).toEqual(['2026-12-31', '2027-01-31']);
  expect(amounts(two)).toEqual([5_000, 5_001]);
});

it.each([['2026-01-31', '2026-02-28'], ['2026-12-15', '2027-01-15'], ['2028-01-30', '2028-02-29']])('a month after %s is %s', (day, next) => expect(monthLater(day)).toBe(next));

it('one more part is for what is left', () => {
  const parts = [part('2026-10-30', 4_000), part('2026-11-30', 3_000)];
  expect(nextPart(parts, 10_000)).toMatchObject({ dueOn: '2026-12-30', amount: 3_000 });
  expect(left(parts, 10_000)).toBe(3_000);
});

it('shares out to the cent', () => expect(amounts(spreadEvenly([part(), part(), part()], 10_000))).toEqual([3_333, 3_333, 3_334]));

it('is saved only whole', () => {
  expect(storedParts([], 10_000)).toEqual([]);
  expect(storedParts([part('2026-10-30', 4_000), part(null, 6_000)], 10_000)).toBeUndefined();
  expect(storedParts([part('2026-10-30', 4_000), part('2026-11-30', 5_999)], 10_000)).toBeUndefined();
  expect(storedParts([part('2026-10-30', 4_000), part('2026-11-30', 6_000)], 10_000)).toHaveLength(2);
});
