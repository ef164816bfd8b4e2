import { flushSync } from 'svelte';
import { expect, it, vi } from 'vitest';
import { useBackend, type DroppedFile } from './backend/backend';
import { dropping } from './dropping.svelte';

const invoice: DroppedFile = { token: 't1', name: 'facture.pdf' };

type Heard = { drop: (files: DroppedFile[]) => void; drag: (over: boolean) => void; open: () => void };

/** A window that the system gives files to open. */
function window(given: DroppedFile[] = []): Heard {
  const heard: Heard = { drop: () => undefined, drag: () => undefined, open: () => undefined };
  useBackend({
    call: ((name: string) => Promise.resolve(name === 'take_opened' ? given.splice(0) : undefined)) as never,
    onChanged: () => () => undefined,
    onDropped: (listener) => { heard.drop = listener; return () => undefined; },
    onOpened: (listener) => { heard.open = listener; return () => undefined; },
    onDragging: (listener) => { heard.drag = listener; return () => undefined; },
  });
  return heard;
}

it('a file goes to the place that waits for one, wherever it is let go', () => {
  const heard = window();
  const [elsewhere, take] = [vi.fn(), vi.fn()];
  const stop = dropping.follow(elsewhere);
  const place = { ready: () => true, take };
  const away = dropping.add(place);
  heard.drag(true);
  expect([dropping.over, dropping.goesTo(place)]).toEqual([true, true]);
  heard.drop([invoice]);
  expect(dropping.over).toBe(false);
  expect(take).toHaveBeenCalledWith([invoice]);
  expect(elsewhere).not.toHaveBeenCalled();
  away();
  heard.drop([invoice]);
  expect(elsewhere, 'no place: the window decides').toHaveBeenCalledWith([invoice]);
  stop();
});

it('between two places nobody is chosen, and one that is busy does not count', () => {
  const heard = window();
  const [elsewhere, one, other] = [vi.fn(), vi.fn(), vi.fn()];
  const stop = dropping.follow(elsewhere);
  let busy = false;
  const aways = [dropping.add({ ready: () => !busy, take: one }), dropping.add({ ready: () => true, take: other })];
  heard.drop([invoice]);
  expect(elsewhere).toHaveBeenCalledTimes(1);
  expect(one).not.toHaveBeenCalled();
  busy = true;
  heard.drop([invoice]);
  expect(other).toHaveBeenCalledTimes(1);
  for (const away of aways) away();
  stop();
});

it('a file opened with the app is taken once, whether the system named it before the page was there or while it is', async () => {
  vi.useFakeTimers();
  const given = [invoice];
  const heard = window(given);
  const elsewhere = vi.fn();
  const stop = dropping.follow(elsewhere);
  expect(elsewhere).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(elsewhere).toHaveBeenCalledExactlyOnceWith([invoice]);
  const next: DroppedFile = { token: 't2', name: 'avoir.xml' };
  given.push(next);
  heard.open();
  await vi.advanceTimersByTimeAsync(0);
  heard.open();
  await vi.advanceTimersByTimeAsync(0);
  expect(elsewhere.mock.calls.slice(1)).toEqual([[[next]]]);
  stop();
  vi.useRealTimers();
});

it('what is left for a screen is collected once', () => {
  dropping.leave([invoice]);
  expect(dropping.collect()).toEqual([invoice]);
  expect(dropping.collect()).toEqual([]);
});

it('a place added by an effect does not make it run again', () => {
  const runs = vi.fn();
  const stop = $effect.root(() => {
    $effect(() => {
      runs();
      return dropping.add({ ready: () => true, take: () => undefined });
    });
  });
  flushSync();
  flushSync();
  expect(runs).toHaveBeenCalledTimes(1);
  stop();
});
