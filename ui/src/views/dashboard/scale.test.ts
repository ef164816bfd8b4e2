import { expect, test } from 'vitest';
import { scale } from './scale';

test('an axis has round marks that hold the highest bar', () => {
  expect(scale(6520)).toEqual([0, 2000, 4000, 6000, 8000]);
  expect(scale(57)).toEqual([0, 20, 40, 60]);
  expect(scale(40)).toEqual([0, 10, 20, 30, 40]);
});

test('an empty chart still has an axis', () => {
  expect(scale(0)).toEqual([0, 1]);
});
