/** A figure of the dashboard as its address says it: `#/dashboard/expected?week=2026-11-23`. */
import type { Figure, FigureWhy } from '$lib/backend/contract.gen';
import { href } from '$lib/router.svelte';
import { isDay } from '../reports/periods';

const WHYS: readonly FigureWhy[] = ['promised', 'habit', 'due_date', 'later', 'late', 'stopped', 'no_due_date'];

/** Where a figure leads: to the rows whose total it is. */
export function behind({ of, ...rest }: Figure): string {
  const told = Object.entries(rest as Record<string, string | null | undefined>);
  return href('dashboard', of, Object.fromEntries(told.map(([key, value]) => [key, value ?? undefined])));
}

/** The month that ends that day, as far as it goes. */
export const monthUpTo = (end: string): { from: string; to: string } => ({ from: `${end.slice(0, 7)}-01`, to: end });

/** Reads the address; `undefined` when it names no figure. What is not said is today. */
export function figureOf(id: string, query: Readonly<Record<string, string>>, today: string): Figure | undefined {
  const usual = monthUpTo(today);
  const time = { from: isDay(query.from) ?? usual.from, to: isDay(query.to) ?? usual.to };
  switch (id) {
    case 'overdue': case 'fell_due': case 'promises': case 'disputes': return { of: id };
    case 'received': case 'lateness': return { of: id, ...time };
    case 'sold': case 'delay': return { of: id, on: isDay(query.on) ?? today };
    case 'came': return { of: id, step: query.step ?? null };
    case 'expected': return { of: id, week: isDay(query.week) ?? null, why: WHYS.find((why) => why === query.why) ?? null };
    default: return undefined;
  }
}
