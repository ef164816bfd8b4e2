/** The due dates of an invoice payable in several, while they are typed. */
import type { DuePart } from '$lib/backend/contract.gen';

/** `key` tells two rows apart while neither is filled in. */
export type DraftPart = { key: number; dueOn: string | null; amount: number | null };

let last = 0;

/** A row, filled in or not. */
export function part(dueOn: string | null = null, amount: number | null = null): DraftPart {
  last += 1;
  return { key: last, dueOn, amount };
}

/** The rows of a stored invoice. */
export const partsOf = (stored: readonly DuePart[] | undefined): DraftPart[] => (stored ?? []).map(({ dueOn, amount }) => part(dueOn, amount));

/** What the rows leave of the total, in cents; below zero when they are more. */
export const left = (parts: readonly DraftPart[], total: number | null): number => (total ?? 0) - parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);

/** The same day of the next month, its last one when it is shorter. */
export function monthLater(day: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const end = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(date, end))).toISOString().slice(0, 10);
}

/** One more row: a month after the last one, for what is left. */
export function nextPart(parts: readonly DraftPart[], total: number | null): DraftPart {
  const before = parts.at(-1)?.dueOn;
  const rest = left(parts, total);
  return part(before ? monthLater(before) : null, rest > 0 ? rest : null);
}

/** Equal amounts, the last one taking the cents that do not share out. */
export function spreadEvenly(parts: readonly DraftPart[], total: number): DraftPart[] {
  const each = Math.floor(total / parts.length);
  return parts.map((one, index) => ({ ...one, amount: index + 1 === parts.length ? total - each * (parts.length - 1) : each }));
}

/** The two first rows, from the invoice's own due date. */
export function firstParts(dueOn: string | null, total: number | null): DraftPart[] {
  const first = part(dueOn);
  const two = [first, nextPart([first], null)];
  return total ? spreadEvenly(two, total) : two;
}

/** What to save; `undefined` while a row is not filled in or their sum is not the total. */
export function storedParts(parts: readonly DraftPart[], total: number | null): DuePart[] | undefined {
  const filled = parts.flatMap(({ dueOn, amount }) => (dueOn !== null && amount ? [{ dueOn, amount }] : []));
  return filled.length === parts.length && (parts.length === 0 || left(parts, total) === 0) ? filled : undefined;
}
