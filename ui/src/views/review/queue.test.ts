import { expect, it } from 'vitest';
import { queue } from './queue.svelte';

it('goes on to the next waiting message, round the end, and counts what left', () => {
  queue.start([1, 2, 3]);
  queue.mark(2, { kind: 'sent', amount: 1000 });
  expect(queue.after(1)).toBe(3);
  expect(queue.after(3)).toBe(1);
  queue.mark(3, { kind: 'dropped' });
  expect(queue.sent).toEqual({ number: 1, amount: 1000 });
  expect(queue.after(1)).toBeUndefined();
});

it('keeps the fates while work goes on, and starts afresh after', () => {
  queue.start([1, 4]);
  expect(queue.ids).toEqual([1, 2, 3, 4]);
  queue.mark(1, { kind: 'sent', amount: 1 });
  queue.mark(4, { kind: 'sent', amount: 1 });
  queue.start([9]);
  expect(queue.ids).toEqual([9]);
  expect(queue.sent.number).toBe(0);
});
