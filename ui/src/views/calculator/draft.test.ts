import { expect, it } from 'vitest';
import type { PenaltyResponse } from '$lib/backend/contract.gen';
import { type Draft, requestOf, statement, sums } from './draft';

const draft: Draft = {
  debtorKind: 'business', principal: 100_000, dueOn: '2026-05-01', until: '2026-09-01', contractRateBp: null, formalNoticeOn: '2026-06-01',
  payments: [{ id: 1, on: '2026-06-01', amount: 5_000, retroactive: false }, { id: 2, on: null, amount: 900, retroactive: false }],
  creditNotes: [], frozenRate: true, divisor: 365, allocation: 'interest_first',
};
const result: PenaltyResponse = {
  regime: 'statutory', segments: [{ from: '2026-05-02', to: '2026-06-30', days: 60, base: 100_000, rateBp: 1_215, interest: 1_997 }],
  interestAccrued: 1_997, interestPaid: 0, interestDue: 1_997, principalDue: 100_000, fee: 4_000, total: 105_997, perDay: 33, warnings: [],
};

it('asks nothing while the amount or a date is missing', () => {
  expect(requestOf({ ...draft, principal: null })).toBeUndefined();
  expect(requestOf({ ...draft, dueOn: null })).toBeUndefined();
});

it('leaves out a movement half typed, and what is not for this debtor', () => {
  expect(requestOf(draft)?.payments).toEqual([{ on: '2026-06-01', amount: 5_000 }]);
  expect(requestOf(draft)).not.toHaveProperty('formalNoticeOn');
  const consumer = requestOf({ ...draft, debtorKind: 'consumer' });
  expect(consumer?.formalNoticeOn).toBe('2026-06-01');
  expect(consumer).not.toHaveProperty('frozenRate');
});

it('tells the penalties paid only when some were', () => {
  expect(sums(result)).toHaveLength(4);
  expect(sums({ ...result, interestPaid: 500 })).toHaveLength(6);
});

it('writes the statement line by line', () => {
  const request = requestOf(draft);
  const lines = request ? statement(request, result).split('\n') : [];
  expect(lines).toHaveLength(8);
  expect(lines[2]).toContain('du 02/05/2026 au 30/06/2026');
});
