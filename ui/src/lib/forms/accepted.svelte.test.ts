import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { Accepted } from './accepted.svelte';

it('what was accepted for a letter is not for another, nor for the same one with other facts', () => {
  const paper = $state({ of: { kind: 'claim_declaration', court: '' } });
  let accepted: Accepted | undefined;
  const stop = $effect.root(() => { accepted = new Accepted(() => paper.of); });
  flushSync();
  const all = accepted as unknown as Accepted;
  all.codes = ['harassment' as never];
  paper.of = { kind: 'claim_declaration', court: '' };
  flushSync();
  expect(all.codes, 'the same facts, asked again').toHaveLength(1);
  paper.of.court = 'Tribunal de commerce de Rennes';
  flushSync();
  expect(all.codes).toEqual([]);
  stop();
});
