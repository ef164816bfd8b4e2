/** A client's card while it is typed, and back. */
import type { Address, ClientForm, DebtorKind, Sector } from '$lib/backend/contract.gen';
import { draftOf, type TermsDraft, termsOf } from '$lib/forms/terms';

/** Every field has a value, so that a control can be bound to it. */
export type Card = {
  name: string;
  debtorKind: DebtorKind;
  siren: string;
  siret: string;
  vatNumber: string;
  contactName: string;
  email: string;
  emailCopies: string;
  phone: string;
  address: Address;
  terms: TermsDraft;
  sector: Sector;
  contractRateBp: number | null;
  handleWithCare: boolean;
  insolventOn: string | null;
  note: string;
  planId: number | null;
};

const NOWHERE: Address = { recipient: '', building: '', street: '', locality: '', postcode: '', city: '', country: '' };

/** The card of a client, or an empty one. */
export function cardOf(form?: ClientForm): Card {
  return {
    name: form?.name ?? '',
    debtorKind: form?.debtorKind ?? 'business',
    siren: form?.siren ?? '',
    siret: form?.siret ?? '',
    vatNumber: form?.vatNumber ?? '',
    contactName: form?.contactName ?? '',
    email: form?.email ?? '',
    emailCopies: form?.emailCopies ?? '',
    phone: form?.phone ?? '',
    address: { ...NOWHERE, ...form?.address },
    terms: draftOf(form?.terms),
    sector: form?.sector ?? 'general',
    contractRateBp: form?.contractRateBp ?? null,
    handleWithCare: form?.handleWithCare ?? false,
    insolventOn: form?.insolventOn ?? null,
    note: form?.note ?? '',
    planId: form?.planId ?? null,
  };
}

const SECTORS: Record<DebtorKind, readonly Sector[]> = {
  business: ['general', 'carriage', 'freight_services', 'perishable', 'fresh_meat', 'alcohol', 'grapes', 'periodic'],
  public_body: ['general', 'hospital', 'public_company'],
  consumer: ['general', 'carriage'],
};

/** The rules of their own that a kind of client may have. */
export function sectorsOf(kind: DebtorKind): readonly Sector[] {
  return SECTORS[kind];
}

/** What to save; `undefined` while the name or the terms are not complete. A consumer has no company identifiers. */
export function formOf(card: Card): ClientForm | undefined {
  const terms = termsOf(card.terms);
  if (card.name.trim() === '' || terms === undefined) return undefined;
  const none = card.debtorKind === 'consumer' ? { siren: '', siret: '', vatNumber: '' } : {};
  const sector = SECTORS[card.debtorKind].includes(card.sector) ? card.sector : 'general';
  return { ...card, ...none, address: { ...card.address }, terms, sector };
}

/** Whether something of the address is typed. */
export function hasAddress(address: Address): boolean {
  return Object.values(address).some((line) => line.trim() !== '');
}
