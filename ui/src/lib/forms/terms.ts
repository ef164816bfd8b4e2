/** Payment terms as a person picks them. « Fin de mois » has two lawful readings, and nothing chooses for him. */
import type { PaymentTerms } from '$lib/backend/contract.gen';

/** The two ways to count « fin de mois »: days then the end of the month, or the end of the month then days. */
export type Method = 'end_of_month_a' | 'end_of_month_b';
/** A line of the list; `kept` is for terms that the list does not know: they stay as they are. */
export type TermsChoice = 'none' | 'on_receipt' | 'net30' | 'net60' | 'eom45' | 'net' | 'eom' | 'kept';
/** Terms being picked. */
export type TermsDraft = { choice: TermsChoice; days: string; method: Method | ''; kept: PaymentTerms | null };

/** The lines of the list, in order. */
export const CHOICES = ['none', 'on_receipt', 'net30', 'net60', 'eom45', 'net', 'eom'] as const;

const LONGEST = 365;
const FIXED: Partial<Record<TermsChoice, number>> = { net30: 30, net60: 60, eom45: 45 };

/** What stands for stored terms in the list. */
export function draftOf(terms: PaymentTerms | null | undefined): TermsDraft {
  const draft: TermsDraft = { choice: 'none', days: '', method: '', kept: null };
  if (!terms) return draft;
  switch (terms.kind) {
    case 'on_receipt':
      return { ...draft, choice: 'on_receipt' };
    case 'net_days':
      return { ...draft, choice: terms.days === 30 ? 'net30' : terms.days === 60 ? 'net60' : 'net', days: String(terms.days) };
    case 'end_of_month_a':
    case 'end_of_month_b':
      return { ...draft, choice: terms.days === 45 ? 'eom45' : 'eom', days: String(terms.days), method: terms.kind };
    default:
      return { ...draft, choice: 'kept', kept: terms };
  }
}

/** The days of a draft; `undefined` when what is typed is no number of days. */
export function daysOf({ choice, days }: TermsDraft): number | undefined {
  const fixed = FIXED[choice];
  if (fixed !== undefined) return fixed;
  const typed = /^\d{1,3}$/.test(days.trim()) ? Number(days.trim()) : undefined;
  return typed !== undefined && typed <= LONGEST ? typed : undefined;
}

/** Whether the draft counts to the end of a month, and so asks for a method. */
export function endOfMonth({ choice }: TermsDraft): boolean {
  return choice === 'eom45' || choice === 'eom';
}

/** The terms picked, null for none, `undefined` while something is missing. */
export function termsOf(draft: TermsDraft): PaymentTerms | null | undefined {
  if (draft.choice === 'none') return null;
  if (draft.choice === 'kept') return draft.kept;
  if (draft.choice === 'on_receipt') return { kind: 'on_receipt' };
  const days = daysOf(draft);
  if (days === undefined) return undefined;
  if (!endOfMonth(draft)) return { kind: 'net_days', days };
  return draft.method === '' ? undefined : { kind: draft.method, days };
}
