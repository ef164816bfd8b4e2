import { expect, test } from 'vitest';
import { printable, stepOf, whole } from './agreement';

test('a number is read within its bounds, and nothing else is', () => {
  expect(whole('12', 1, 60)).toBe(12);
  expect(whole(' 1 ', 1, 60)).toBe(1);
  expect(whole('0', 1, 60)).toBeUndefined();
  expect(whole('61', 1, 60)).toBeUndefined();
  expect(whole('douze', 1, 60)).toBeUndefined();
  expect(whole('', 0, 30)).toBeUndefined();
});

test('each stage offers the one step that the clause allows', () => {
  expect(stepOf('to_sign')).toBe('sign');
  expect(stepOf('to_warn')).toBe('warn');
  expect(stepOf('warned')).toBeUndefined();
  expect(stepOf('to_forfeit')).toBe('forfeit');
  expect(stepOf('kept')).toBe('close');
  expect(printable('running')).toBe(true);
  expect(printable('to_warn')).toBe(false);
});
