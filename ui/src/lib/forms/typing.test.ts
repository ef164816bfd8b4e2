import { expect, it } from 'vitest';
import { keepTyping, takeTyping } from './typing';

const blank = { number: '', total: null as number | null };

it('what was half typed is found again, once', () => {
  keepTyping('invoice new', blank, { number: 'F-12', total: null });
  expect(takeTyping('invoice new', blank)).toEqual({ number: 'F-12', total: null });
  expect(takeTyping('invoice new', blank)).toBeUndefined();
});

it('a form left as it was keeps nothing', () => {
  keepTyping('invoice new', blank, { ...blank });
  expect(takeTyping('invoice new', blank)).toBeUndefined();
});

it('what was typed over something that changed since is not put back', () => {
  keepTyping('invoice 4', blank, { number: 'F-12', total: 10 });
  expect(takeTyping('invoice 4', { ...blank, number: 'F-11' })).toBeUndefined();
});
