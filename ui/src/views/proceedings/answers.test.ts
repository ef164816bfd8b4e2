import { expect, it } from 'vitest';
import { known, minutes, tenths, told } from './answers';

it('a chance is read in thousandths, and what is no number is not guessed', () => {
  for (const [typed, expected] of [['60', 600], ['33,3', 333], ['0', 0], ['100', 1000], [' 7.5 ', 75], ['', null], ['beaucoup', undefined], ['33,33', undefined], ['-1', undefined]] as const) {
    expect(tenths(typed), typed).toBe(expected);
  }
});

it('hours are minutes', () => {
  for (const [typed, expected] of [['2', 120], ['1,5', 90], ['', 0], ['deux', undefined]] as const) expect(minutes(typed), typed).toBe(expected);
});

it('nobody is a merchant until said', () => {
  expect([told('yes'), told('no'), told('unknown')]).toEqual([true, false, null]);
  expect([known(true), known(false), known(null)]).toEqual(['yes', 'no', 'unknown']);
});
