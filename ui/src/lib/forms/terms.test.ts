import { expect, it } from 'vitest';
import type { PaymentTerms } from '$lib/backend/contract.gen';
import { draftOf, termsOf } from './terms';

it.each<PaymentTerms | null>([
  null,
  { kind: 'on_receipt' },
  { kind: 'net_days', days: 30 },
  { kind: 'net_days', days: 17 },
  { kind: 'net_days', days: 0 },
  { kind: 'end_of_month_a', days: 45 },
  { kind: 'end_of_month_b', days: 45 },
  { kind: 'end_of_month_b', days: 10 },
])('gives back the stored terms %j', (terms) => expect(termsOf(draftOf(terms))).toEqual(terms));

it('keeps terms it does not know', () => {
  const odd = { kind: 'fixed' } as unknown as PaymentTerms;
  expect(termsOf(draftOf(odd))).toEqual(odd);
});

it('never chooses how to count the end of the month', () =>
  expect(termsOf({ choice: 'eom45', days: '', method: '', kept: null })).toBeUndefined());

it.each(['', '3,5', '-1', '366', '1000', 'x'])('refuses « %s » days', (days) =>
  expect(termsOf({ choice: 'net', days, method: '', kept: null })).toBeUndefined());
