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
