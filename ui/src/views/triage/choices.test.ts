import { expect, it } from 'vitest';
import type { StepChoice, TriageRow } from '$lib/backend/contract.gen';
import { AUTO, LEAVE, menu, proposal, told } from './choices';

const row = (clientId: number, proposed: number | null): TriageRow => ({
  clientId, clientName: `Client ${clientId}`, debtorKind: 'business', planId: 5, invoices: 1, amount: 100, daysLate: 12, proposed, why: '',
});
const steps: StepChoice[] = [
  { stepId: 1, planId: 5, label: '1er rappel', channel: 'email' },
  { stepId: 9, planId: 6, label: '1er rappel', channel: 'email' },
];

it('only what differs from the proposal is told', () => {
  const rows = [row(1, 1), row(2, 1), row(3, 1), row(4, null)];
  expect(told(rows, { 1: '1', 2: LEAVE, 3: '2' })).toEqual([
    { clientId: 2, action: 'leave_alone' },
    { clientId: 3, action: 'resume', stepId: 2 },
  ]);
});

it('a client whose plan starts by itself can be left aside, and needs no choice', () => {
  expect(proposal(row(4, null))).toBe(AUTO);
  expect(told([row(4, null)], {})).toEqual([]);
  expect(told([row(4, null)], { 4: LEAVE })).toEqual([{ clientId: 4, action: 'leave_alone' }]);
});

it('the menu holds the steps of the plan the client follows, marks the proposed one and ends on leaving aside', () => {
  const found = menu(row(1, 1), steps);
  expect(found.map(({ value }) => value)).toEqual(['1', LEAVE]);
  expect(found[0]?.label).toContain('(proposé)');
  expect(menu(row(1, null), steps)[0]?.value).toBe(AUTO);
});
