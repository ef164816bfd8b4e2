/** The list of clients: what is shown, and how its rows are marked. */
import type { Ageing, ClientColumn, ClientOrder } from '$lib/backend/contract.gen';
import type { Bucket } from '$lib/text/format';
import type { Sort, Tone } from '$lib/ui';

/** The keys of the ages, in the order of the bar. */
export const AGES = ['not_due', 'd1_30', 'd31_60', 'd61_90', 'over_90', 'undated'] as const;

/** Which clients. */
export type Show = 'all' | 'late' | 'archived';

/** Reads the query. */
export function showOf(value: string | undefined): Show {
  return value === 'late' || value === 'archived' ? value : 'all';
}

/** Reads the query. */
export function bucketOf(value: string | undefined): Bucket | null {
  const age = AGES.findIndex((key) => key === value);
  return age < 0 ? null : (age as Bucket);
}

/** The amounts of the bar, in order. */
export function amounts(ageing: Ageing): number[] {
  return [ageing.notDue, ageing.d130, ageing.d3160, ageing.d6190, ageing.over90, ageing.undated];
}

/** What is past due: what is neither to come nor without a due date. */
export const overdueOf = (ageing: Ageing): number => ageing.total - ageing.notDue - ageing.undated;

const TONES: Record<string, Tone | undefined> = { dispute: 'warn', promise: 'info', pause: 'plain', instalments: 'info', decision: 'info', triage: 'warn', fix: 'warn', care: 'info', insolvent: 'bad', archived: 'plain', over_ceiling: 'warn' };

/** The tone of a mark; plain for one that is not known here. */
export function markTone(mark: string): Tone {
  return TONES[mark] ?? 'plain';
}

const COLUMNS: readonly ClientColumn[] = ['name', 'kind', 'city', 'email', 'open', 'late', 'contact', 'overdue', 'balance'];

/** The order chosen, as the engine is told of it; none: who owes most first. */
export function orderOf(sort: Sort | undefined): ClientOrder | null {
  const by = COLUMNS.find((column) => column === sort?.key);
  return sort && by ? { by, descending: sort.descending } : null;
}
