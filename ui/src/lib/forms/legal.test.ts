import { expect, it } from 'vitest';
import type { LegalFinding } from '$lib/backend/contract.gen';
import { stopped } from './legal';

const finding = (severity: LegalFinding['severity'], code: LegalFinding['code']): LegalFinding => ({ severity, code, sentence: '', article: '', remedy: '', excerpt: '' });

it('a blocking point stops, one that asks until it is accepted, a warning never', () => {
  expect(stopped([], [])).toBe(false);
  expect(stopped([finding('warns', 'no_way_to_answer')], [])).toBe(false);
  expect(stopped([finding('asks', 'third_party_named')], [])).toBe(true);
  expect(stopped([finding('asks', 'third_party_named')], ['third_party_named'])).toBe(false);
  expect(stopped([finding('blocks', 'bailiff_named')], ['bailiff_named'])).toBe(true);
});
