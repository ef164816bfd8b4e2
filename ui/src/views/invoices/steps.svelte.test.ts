import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Steps } from './steps.svelte';

const settled = () => new Promise((done) => setTimeout(done));

it('asks once for the rows that are drawn, and again when the list comes again', async () => {
  const asked: number[][] = [];
  let list = $state(1);
  let word = 'Appel aujourd’hui';
  const stop = $effect.root(() => {
    const steps = new Steps(() => list, async (ids) => (asked.push(ids), ids.filter((id) => id !== 2).map((id) => ({ id, nextStep: word }))));
    $effect(() => { shown = [1, 2].map((id) => steps.of(id)); });
  });
  let shown: string[] = [];
  flushSync();
  await settled();
  flushSync();
  expect(asked).toEqual([[1, 2]]);
  expect(shown).toEqual(['Appel aujourd’hui', '']);
  word = 'Relance retenue';
  list = 2;
  flushSync();
  await settled();
  flushSync();
  expect(asked.length).toBe(2);
  expect(shown[0]).toBe('Relance retenue');
  stop();
});

it('asks again for what is in sight, however many rows were seen, and waits for all of a list that goes on paper', async () => {
  const asked: number[][] = [];
  let list = $state(1);
  let word = 'Appel aujourd’hui';
  let drawn = $state([1]);
  let shown: string[] = [];
  let steps: Steps | undefined;
  const stop = $effect.root(() => {
    const made = new Steps(() => list, async (ids) => (asked.push(ids), ids.map((id) => ({ id, nextStep: word }))));
    steps = made;
    $effect(() => { shown = drawn.map((id) => made.of(id)); });
  });
  flushSync();
  await settled();
  await steps?.all(Array.from({ length: 450 }, (_, place) => place + 1));
  expect(asked.slice(1).map((ids) => ids.length)).toEqual([200, 200, 49]);
  word = 'Relance retenue';
  list = 2;
  flushSync();
  await settled();
  flushSync();
  expect(shown).toEqual(['Relance retenue']);
  drawn = [450];
  flushSync();
  await settled();
  flushSync();
  expect(shown).toEqual(['Relance retenue']);
  stop();
});
