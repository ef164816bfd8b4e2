/** An invoice or a credit note while it is typed, and back. */
import type { InvoiceForm } from '$lib/backend/contract.gen';
import { type DraftPart, partsOf, storedParts } from './parts';

/** Every field has a value, so that a control can be bound to it. */
export type Draft = {
  clientId: number | null;
  kind: 'invoice' | 'credit_note';
  number: string;
  issuedOn: string | null;
  dueOn: string | null;
  /** Several due dates; none: `dueOn` is the only one. */
  parts: DraftPart[];
  deliveredOn: string | null;
  total: number | null;
  subject: string;
  purchaseOrder: string;
  contractRateBp: number | null;
  discountBp: number | null;
  discountUntil: string | null;
  retroactive: boolean;
  directDebit: boolean;
};

/** The draft of a stored invoice. */
export function draftOf(form: InvoiceForm): Draft {
  return {
    clientId: form.clientId,
    kind: form.kind === 'credit_note' ? 'credit_note' : 'invoice',
    number: form.number,
    issuedOn: form.issuedOn,
    dueOn: form.dueOn ?? null,
    parts: partsOf(form.parts),
    deliveredOn: form.deliveredOn ?? null,
    total: form.total,
    subject: form.subject ?? '',
    purchaseOrder: form.purchaseOrder ?? '',
    contractRateBp: form.contractRateBp ?? null,
    discountBp: form.discountBp ?? null,
    discountUntil: form.discountUntil ?? null,
    retroactive: form.retroactive ?? false,
    directDebit: form.directDebit ?? false,
  };
}

/** An empty draft, dated today. */
export function blank(kind: Draft['kind'], today: string, clientId: number | null): Draft {
  return {
    clientId, kind, number: '', issuedOn: today, dueOn: null, parts: [], deliveredOn: null, total: null, subject: '', purchaseOrder: '', contractRateBp: null, discountBp: null, discountUntil: null,
    retroactive: kind === 'credit_note', directDebit: false,
  };
}

/** A field that may be missing. */
type Missing = 'clientId' | 'number' | 'issuedOn' | 'total' | 'parts';

/** What is missing, by field. */
export function missing(draft: Draft): ReadonlySet<Missing> {
  const found = new Set<Missing>();
  if (draft.clientId === null) found.add('clientId');
  if (draft.number.trim() === '') found.add('number');
  if (draft.issuedOn === null) found.add('issuedOn');
  if (draft.total === null || draft.total === 0) found.add('total');
  if (draft.kind === 'invoice' && storedParts(draft.parts, draft.total) === undefined) found.add('parts');
  return found;
}

/** What to save, `undefined` while something is missing. A credit note has no due date, no rate and no debit. */
export function formOf(draft: Draft): InvoiceForm | undefined {
  const { clientId, issuedOn, total } = draft;
  if (missing(draft).size > 0 || clientId === null || issuedOn === null || total === null) return undefined;
  const credit = draft.kind === 'credit_note';
  const parts = credit ? [] : (storedParts(draft.parts, total) ?? []);
  return {
    ...draft, parts, clientId, issuedOn, total,
    ...(credit ? { dueOn: null, deliveredOn: null, contractRateBp: null, discountBp: null, discountUntil: null, directDebit: false, purchaseOrder: '' } : { retroactive: false }),
  };
}
