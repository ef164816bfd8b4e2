/** What the person shares out by hand. */
import type { AllocationRequest } from '$lib/backend/contract.gen';

/** The typed amounts that settle something, each with the part the client named, if he did. */
export function shares(typed: Readonly<Record<number, number | null>>, named: Readonly<Record<number, string>> = {}): AllocationRequest[] {
  return Object.entries(typed).flatMap(([id, amount]) => {
    const part = named[Number(id)];
    return amount ? [{ invoiceId: Number(id), amount, ...(part ? { part } : {}) }] : [];
  });
}

/** Whether more is shared out than was received. */
export function overflow(received: number, parts: readonly AllocationRequest[]): boolean {
  return parts.reduce((sum, { amount }) => sum + amount, 0) > received;
}
