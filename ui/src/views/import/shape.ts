/** An import being prepared, as the engine gives it once its columns and its preview are read in full. */
import type { Address, Cents, DebtorKind } from '$lib/backend/contract.gen';
import type { importing } from '$lib/text/fr';

export type Field = keyof typeof importing.fields;
export type TableKind = 'invoices' | 'clients';
export type Encoding = keyof typeof importing.how.encodings;
export type Separator = keyof typeof importing.how.separators;
export type DateOrder = keyof typeof importing.how.dateOrders;
export type Decimal = keyof typeof importing.how.decimals;
type Kind = 'invoice' | 'credit_note';

export type Mapping = {
  kind: TableKind; encoding: Encoding; separator: Separator; headerRow: number | null;
  columns: (Field | null)[]; dateOrder: DateOrder | null; decimal: Decimal | null; headerKey: string;
};
export type Difference =
  | { is: 'kind'; before: Kind; after: Kind }
  | { is: 'date'; field: Field; before: string | null; after: string | null }
  | { is: 'amount'; field: Field; before: Cents; after: Cents }
  | { is: 'text'; field: Field; before: string; after: string };
export type Verdict = { is: 'new' } | { is: 'same' } | { is: 'changed'; differences: Difference[] } | { is: 'refused' };
export type ReadInvoice = { kind: Kind; number: string; issuedOn: string; dueOn: string | null; total: Cents; paid: Cents };
export type ReadClient = { name: string; kind: DebtorKind | null; siren: string; email: string; phone: string; address: Address };
export type ReadRow = { line: number; invoice: ReadInvoice | null; client: ReadClient; verdict: Verdict; matched: string; warnings: string[] };
export type RefusedRow = { line: number; number: string; client: string; sentence: string };
export type WarnedRow = { line: number; sentence: string };
export type Preview = {
  kind: TableKind; new: number; same: number; changed: number; refused: number; warned: number; newClients: number; knownClients: number;
  total: Cents; creditNotes: Cents; paid: Cents; first: ReadRow[]; changes: ReadRow[]; refusals: RefusedRow[]; warnings: WarnedRow[];
};
export type Draft = {
  draft: number; fileName: string; alreadyImported: boolean; remembered: boolean; headers: string[]; mapping: Mapping; sample: string[][]; preview: Preview;
};
