/**
 * French typography, applied once to every text of the screens, so that the source files stay readable:
 * « fr.ts » is typed with ordinary spaces and straight apostrophes.
 */
const NARROW = '\u202f';
const HARD = '\u00a0';

/** Puts the spaces and apostrophes of French typography in a sentence. Applying it twice changes nothing. */
export function typography(text: string): string {
  return text
    .replace(/[ \u00a0\u202f]([;?!])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]([:%»€])/g, `${HARD}$1`)
    .replace(/«[ \u00a0\u202f]/g, `«${HARD}`)
    .replace(/n° (?=[\p{L}\d$])/gu, `n°${HARD}`)
    .replace(/\bart\. (?=[A-Z]?\d)/g, `art.${HARD}`)
    .replace(/\bC\. (?=\p{Ll})/gu, `C.${HARD}`)
    .replace(/(\bC\.\u00a0\p{Ll}+\.) (?=[A-Z]?\d)/gu, `$1${HARD}`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${NARROW}$2`)
    .replace(/(\p{L})'(?=\p{L}|\d|«)/gu, '$1’');
}

/** Applies {@link typography} to every string of a tree of texts, and to what its functions answer. */
export function french<T>(texts: T): T {
  if (typeof texts === 'string') return typography(texts) as T;
  if (typeof texts === 'function') {
    const write = texts as unknown as (...facts: unknown[]) => unknown;
    return ((...facts: unknown[]) => french(write(...facts))) as T;
  }
  if (Array.isArray(texts)) return texts.map((text) => french(text as unknown)) as T;
  if (texts !== null && typeof texts === 'object') {
    return Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, french(text as unknown)])) as T;
  }
  return texts;
}
