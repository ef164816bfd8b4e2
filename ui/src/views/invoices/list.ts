/** The list of invoices: what its address says, and how its rows read. */
import type { InvoiceColumn, InvoiceFilter, InvoiceOrder, InvoiceRow } from '$lib/backend/contract.gen';
import type { Bucket } from '$lib/text/format';
import type { Sort } from '$lib/ui';
import { AGES, bucketOf } from '../clients/list';

/** The filters, in the order of the menu. */
export const FILTERS: readonly InvoiceFilter[] = ['open', 'late', 'settled', 'credit_notes', 'to_fix', 'limitation', 'archived', 'all'];

/** What the list shows. */
export type Looked = { filter: InvoiceFilter; age: Bucket | null; clientId: number | null };

/** Reads the query of the route; what it does not know is the open invoices. */
export function lookedAt(query: Readonly<Record<string, string>>): Looked {
  const client = query['client'];
  return {
    filter: FILTERS.find((name) => name === query['filter']) ?? 'open',
    age: bucketOf(query['age']),
    clientId: client !== undefined && /^\d+$/.test(client) ? Number(client) : null,
  };
}

/** The query that says it; the usual values are left out. */
export function queryOf(looked: Looked, search: string): Record<string, string | number | undefined> {
  return {
    filter: looked.filter === 'open' ? undefined : looked.filter,
    age: looked.age === null ? undefined : AGES[looked.age],
    client: looked.clientId ?? undefined,
    q: search || undefined,
  };
}

/** Which invoices the engine puts first when nobody asked for an order: the oldest due, or the last made. */
export function firstOf(filter: InvoiceFilter): 'oldest' | 'newest' {
  return filter === 'open' || filter === 'late' || filter === 'to_fix' || filter === 'limitation' ? 'oldest' : 'newest';
}

/** Whether the days late mean something for this row. */
export function aged(row: InvoiceRow): boolean {
  return row.kind === 'invoice' && row.dueOn !== null && row.balance > 0 && row.age !== 'settled';
}

const COLUMNS: readonly InvoiceColumn[] = ['number', 'client', 'issued', 'due', 'late', 'total', 'balance'];

/** The order chosen, as the engine is told of it; none: that of the list. */
export function orderOf(sort: Sort | undefined): InvoiceOrder | null {
  const by = COLUMNS.find((column) => column === sort?.key);
  return sort && by ? { by, descending: sort.descending } : null;
}
