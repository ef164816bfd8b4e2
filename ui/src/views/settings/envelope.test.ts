import { expect, it } from 'vitest';
import { nudged, tenths, writeTenths } from './envelope';

it('millimetres are read to the tenth, with a comma or a point, and written back', () => {
  for (const [typed, value] of [['1,5', 15], ['1.5', 15], ['-2', -20], ['−0,3', -3], ['0', 0], ['-0', 0], ['10', 100]] as const) {
    expect(tenths(typed), typed).toBe(value);
    expect(tenths(writeTenths(value)), typed).toBe(value);
  }
  for (const typed of ['', '1,55', 'abc', '10,1', '-11', '1e1']) expect(tenths(typed), typed).toBeUndefined();
});

it('a nudge is half a millimetre and stops at a centimetre', () => {
  expect(nudged(0, 1)).toBe(5);
  expect(nudged(98, 1)).toBe(100);
  expect(nudged(-98, -1)).toBe(-100);
});
