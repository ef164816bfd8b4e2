/** A credit shared out between clients: nothing is sent until the shares make the whole. */
import type { DepositView, MatchShare } from '$lib/backend/contract.gen';

/** A line of the dialog. */
export type Share = { key: number; clientId: number | null; amount: number | null };

/** What is left to share, in cents; negative when too much was. */
export function left(amount: number, shares: readonly Share[]): number {
  return amount - shares.reduce((sum, share) => sum + (share.amount ?? 0), 0);
}

/** The shares as the engine takes them, or nothing while one lacks a client or an amount, or the sum is not the credit. */
export function ready(amount: number, shares: readonly Share[]): MatchShare[] | undefined {
  const complete = shares.flatMap(({ clientId, amount }) => (clientId === null || amount === null || amount <= 0 ? [] : [{ clientId, amount }]));
  return complete.length === shares.length && left(amount, shares) === 0 ? complete : undefined;
}

/** A deposit of cheques as the engine takes it: one payment a client, put against his invoices. */
export function cheques(deposit: DepositView): MatchShare[] {
  const shares = new Map<number, { clientId: number; amount: number; allocations: { invoiceId: number; amount: number }[] }>();
  for (const { clientId, invoiceId, amount } of deposit.parts) {
    const share = shares.get(clientId) ?? { clientId, amount: 0, allocations: [] };
    shares.set(clientId, { ...share, amount: share.amount + amount, allocations: [...share.allocations, { invoiceId, amount }] });
  }
  return [...shares.values()];
}
