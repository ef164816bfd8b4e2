/** What the person shares out by hand. */
import type { AllocationRequest } from '$lib/backend/contract.gen';

/** The typed amounts that settle something. */
export function shares(typed: Readonly<Record<number, number | null>>): AllocationRequest[] {
  return Object.entries(typed).flatMap(([id, amount]) => (amount ? [{ invoiceId: Number(id), amount }] : []));
}

/** Whether more is shared out than was received. */
export function overflow(received: number, parts: readonly AllocationRequest[]): boolean {
  return parts.reduce((sum, { amount }) => sum + amount, 0) > received;
}
