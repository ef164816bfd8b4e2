/** What the field of a client offers for what is typed. */

export type Offer = { value: string; label: string; detail?: string };

/** Everyone. */
export const ALL = 'all';
/** A client who is not there yet. */
export const NEW = 'new';

/**
 * The clients found, with « Tous les clients » before them, and « Nouveau client » after them once something is typed: Enter takes
 * the first one, so a name that exists is never made twice by it.
 */
export function offered(typed: string, found: readonly Offer[], more: { all?: Offer; fresh?: Offer }): Offer[] {
  const fresh = more.fresh ? [more.fresh] : [];
  return [...(more.all ? [more.all] : []), ...(typed.trim() === '' ? [...fresh, ...found] : [...found, ...fresh])];
}

/** A name as it is compared: without accents, case nor spaces that do not count. */
export function folded(name: string): string {
  return name.normalize('NFD').replace(/\p{M}/gu, '').replace(/\s+/g, ' ').trim().toLowerCase();
}
