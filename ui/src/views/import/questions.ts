/** What only the person can say before a file is imported, found in its columns. */
import type { Field, ImportDraft, Mapping, RowDifference } from '$lib/backend/contract.gen';
import { amount, date } from '$lib/text/format';
import { importing as words } from '$lib/text/fr';

const NEEDED: Record<Mapping['kind'], readonly Field[]> = {
  invoices: ['number', 'issued_on', 'total', 'client_name'],
  clients: ['client_name'],
};
const DATES: readonly Field[] = ['issued_on', 'due_on', 'paid_on'];
const AMOUNTS: readonly Field[] = ['total', 'paid', 'balance'];

/** Fields without which nothing can be imported and that no column gives. */
export function missing(mapping: Mapping): Field[] {
  return NEEDED[mapping.kind].filter((field) => !mapping.columns.includes(field));
}

/** True when another column gives the same field. */
export function twice(mapping: Mapping, column: number): boolean {
  const field = mapping.columns[column];
  return field != null && mapping.columns.filter((other) => other === field).length > 1;
}

function has(mapping: Mapping, fields: readonly Field[]): boolean {
  return mapping.columns.some((field) => field !== null && fields.includes(field));
}

/** The order of day and month must be asked. */
export function asksDate(mapping: Mapping): boolean {
  return mapping.dateOrder === null && has(mapping, DATES);
}

/** The sign of the cents must be asked. */
export function asksDecimal(mapping: Mapping): boolean {
  return mapping.decimal === null && has(mapping, AMOUNTS);
}

/** The first value of the sample in a column of dates, or of amounts. */
export function example(draft: ImportDraft, what: 'date' | 'amount'): string {
  const fields = what === 'date' ? DATES : AMOUNTS;
  for (const row of draft.sample) {
    const found = row.find((cell, column) => cell && fields.includes(draft.mapping.columns[column] as Field));
    if (found) return found;
  }
  return '';
}

/** True while a question keeps the file from being imported. */
export function blocked(mapping: Mapping): boolean {
  return missing(mapping).length > 0 || mapping.columns.some((_, column) => twice(mapping, column)) || asksDate(mapping) || asksDecimal(mapping);
}

/** « Échéance : 12 sept. 2026 dans Échu, 30 sept. 2026 dans le fichier ». */
export function difference(one: RowDifference): string {
  const { differs, empty, creditNote, invoice } = words.preview;
  switch (one.is) {
    case 'kind': {
      const named = (kind: string) => (kind === 'invoice' ? invoice : creditNote);
      return differs(words.fields.kind, named(one.before), named(one.after));
    }
    case 'date':
      return differs(words.fields[one.field], one.before ? date(one.before) : empty, one.after ? date(one.after) : empty);
    case 'amount':
      return differs(words.fields[one.field], `${amount(one.before)} €`, `${amount(one.after)} €`);
    case 'text':
      return differs(words.fields[one.field], one.before || empty, one.after || empty);
  }
}
