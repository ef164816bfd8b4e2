/** The list of clients: what is shown, and how its rows are marked. */
import type { Ageing, ClientRow } from '$lib/backend/contract.gen';
import { bucket, type Bucket } from '$lib/text/format';

/** Which clients. */
export type Show = 'all' | 'late' | 'archived';

/** Reads the query. */
export function showOf(value: string | undefined): Show {
  return value === 'late' || value === 'archived' ? value : 'all';
}

/** Reads the query. */
export function bucketOf(value: string | undefined): Bucket | null {
  return value !== undefined && /^[0-4]$/.test(value) ? (Number(value) as Bucket) : null;
}

/** The five amounts of the bar, in order. */
export function amounts(ageing: Ageing): number[] {
  return [ageing.notDue, ageing.d130, ageing.d3160, ageing.d6190, ageing.over90];
}

/** Those whose oldest open invoice is of this age. */
export function ofAge(rows: readonly ClientRow[], age: Bucket | null): readonly ClientRow[] {
  return age === null ? rows : rows.filter((row) => row.balance > 0 && bucket(row.daysLate) === age);
}

/** How a mark looks. */
export type Tone = 'plain' | 'ok' | 'warn' | 'bad' | 'info';
const TONES: Record<string, Tone | undefined> = { dispute: 'warn', promise: 'info', pause: 'plain', instalments: 'info', triage: 'warn', fix: 'warn', care: 'info', insolvent: 'bad', archived: 'plain' };

/** The tone of a mark; plain for one that is not known here. */
export function markTone(mark: string): Tone {
  return TONES[mark] ?? 'plain';
}
