import { expect, it } from 'vitest';
import * as texts from './fr';
import { typography } from './typography';

function sentences(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree];
  return tree !== null && typeof tree === 'object' ? Object.values(tree).flatMap(sentences) : [];
}

it('every text went through french()', () => {
  const found = sentences(texts);
  expect(found.length).toBeGreaterThan(30);
  for (const sentence of found) expect(sentence).toBe(typography(sentence));
});
