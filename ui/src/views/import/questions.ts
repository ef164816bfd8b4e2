/** What only the person can say before a file is imported: the engine asks, the screen shows it beside its field. */
import type { Field, ImportDraft, ImportQuestion, RowDifference, StatementColumn, StatementTable } from '$lib/backend/contract.gen';
import { amount, date } from '$lib/text/format';
import { importing as words } from '$lib/text/fr';

/** A table being read, of invoices, of clients or of movements, and what is asked about it. */
type Asking = { questions: readonly { code: string; example?: string }[] };

/** The questions of a kind. */
function asked<Code extends ImportQuestion['code']>(draft: ImportDraft, code: Code): Extract<ImportQuestion, { code: Code }>[] {
  return draft.questions.filter((question): question is Extract<ImportQuestion, { code: Code }> => question.code === code);
}

/** Fields without which nothing can be imported and that no column gives. */
export function missing(draft: ImportDraft): Field[] {
  return asked(draft, 'missing_column').map(({ field }) => field);
}

/** True when another column gives the same field. */
export function twice(draft: ImportDraft, column: number): boolean {
  return asked(draft, 'column_twice').some(({ field }) => field === draft.mapping?.columns[column]);
}

/** Columns without which no movement can be read and that the table of a bank does not give. */
export function missingColumns({ questions }: StatementTable): StatementColumn[] {
  return questions.flatMap((question) => (question.code === 'missing_column' ? [question.column] : []));
}

/** True when another column of the bank's table gives the same. */
export function twiceInStatement({ questions, mapping }: StatementTable, column: number): boolean {
  return questions.some((question) => question.code === 'column_twice' && question.column === mapping.columns[column]);
}

/** The cell of the file that reads two ways, when the order of the dates, the sign of the cents, the accents or the end of the month are asked about. */
export function doubt(draft: Asking, code: 'date_order' | 'decimal' | 'encoding' | 'month_end'): string | undefined {
  return draft.questions.find((question) => question.code === code)?.example;
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

/** The set with this one in it, or without it when it was there. */
export function turned(taken: ReadonlySet<number>, one: number): ReadonlySet<number> {
  const rest = [...taken].filter((other) => other !== one);
  return new Set(rest.length < taken.size ? rest : [...rest, one]);
}
