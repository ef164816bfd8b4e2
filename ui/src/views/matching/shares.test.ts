import { expect, it } from 'vitest';
import { left, ready } from './shares';

it('shares are sent only when they make the whole', () => {
  const one = { key: 0, clientId: 1, amount: 700 };
  expect(left(1000, [one])).toBe(300);
  expect(ready(1000, [one])).toBeUndefined();
  expect(ready(1000, [one, { key: 1, clientId: null, amount: 300 }])).toBeUndefined();
  expect(ready(1000, [one, { key: 1, clientId: 2, amount: 300 }])).toEqual([{ clientId: 1, amount: 700 }, { clientId: 2, amount: 300 }]);
  expect(ready(500, [one])).toBeUndefined();
});
