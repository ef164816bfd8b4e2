/** What is typed in the calculator, the request it makes, and the statement as plain text. */
import type { AllocationOrder, DebtorKind, PenaltyRequest, PenaltyResponse } from '$lib/backend/contract.gen';
import { date, days, euros, percent, slashDate } from '$lib/text/format';
import { calculator as words } from '$lib/text/fr';

/** A payment or a credit note being typed. */
export type Movement = { id: number; on: string | null; amount: number | null; retroactive: boolean };
/** The form. Money in cents, rate in basis points a year. */
export type Draft = {
  debtorKind: DebtorKind;
  principal: number | null;
  dueOn: string | null;
  until: string | null;
  contractRateBp: number | null;
  formalNoticeOn: string | null;
  payments: Movement[];
  creditNotes: Movement[];
  frozenRate: boolean;
  divisor: 365 | 366;
  allocation: AllocationOrder;
};

/** A movement with its day and its amount; one half-typed counts for nothing yet. */
function complete(movement: Movement): { on: string; amount: number; retroactive: boolean }[] {
  const { on, amount, retroactive } = movement;
  return on && amount ? [{ on, amount, retroactive }] : [];
}

/** The request, or nothing while the amount or a date is missing. */
export function requestOf(draft: Draft): PenaltyRequest | undefined {
  const { principal, dueOn, until } = draft;
  if (!principal || !dueOn || !until) return undefined;
  return {
    debtorKind: draft.debtorKind,
    principal,
    dueOn,
    until,
    ...(draft.contractRateBp ? { contractRateBp: draft.contractRateBp } : {}),
    ...(draft.debtorKind === 'consumer' && draft.formalNoticeOn ? { formalNoticeOn: draft.formalNoticeOn } : {}),
    payments: draft.payments.flatMap(complete).map(({ on, amount }) => ({ on, amount })),
    creditNotes: draft.creditNotes.flatMap(complete),
    allocation: draft.allocation,
    ...(draft.debtorKind === 'business' ? { frozenRate: draft.frozenRate } : {}),
    divisor: draft.divisor,
  };
}

/** The sums under the lines, in order; those that say nothing are left out. */
export function sums(result: PenaltyResponse): { label: string; amount: number; strong: boolean }[] {
  const paid = result.interestPaid > 0;
  return [
    ...(paid ? [{ label: words.sums.accrued, amount: result.interestAccrued, strong: false }, { label: words.sums.paid, amount: -result.interestPaid, strong: false }] : []),
    { label: words.sums.principal, amount: result.principalDue, strong: false },
    { label: words.sums.interest, amount: result.interestDue, strong: false },
    { label: words.sums.fee, amount: result.fee, strong: false },
    { label: words.sums.total, amount: result.total, strong: true },
  ];
}

/** The statement, to paste in a message. */
export function statement(request: PenaltyRequest, result: PenaltyResponse): string {
  const period = (from: string, to: string) => words.period(slashDate(from), slashDate(to));
  return [
    words.text.head(euros(request.principal), date(request.dueOn), date(request.until)),
    words.regimes[result.regime],
    ...result.segments.map((line) => words.text.line(period(line.from, line.to), euros(line.base), percent(line.rateBp), days(line.days), euros(line.interest))),
    ...sums(result).map(({ label, amount }) => words.text.sum(label, euros(amount))),
    words.text.sum(words.sums.perDay, euros(result.perDay)),
  ].join('\n');
}
