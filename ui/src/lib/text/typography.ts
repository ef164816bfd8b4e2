/**
 * French typography, applied once to every text of the screens, so that the source files stay readable:
 * « fr.ts » is typed with ordinary spaces and straight apostrophes.
 */
const NARROW = '\u202f';
const HARD = '\u00a0';

/** The letters of the Latin script; named one by one, they are found ten times faster than by their property. */
const LETTER = 'A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f';
const SMALL = 'a-z\u00df-\u00f6\u00f8-\u00ff\u0153';
/** What a sentence holds that the rules below may change; the others are right as they are. */
const CONCERNED = /[;?!:%»€«°']|\bart\. |\bC\. |\d \d{3}/;
const NUMBER = new RegExp(`n° (?=[${LETTER}\\d$])`, 'g');
const CODE = new RegExp(`\\bC\\. (?=[${SMALL}])`, 'g');
const ARTICLE = new RegExp(`(\\bC\\.\u00a0[${SMALL}]+\\.) (?=[A-Z]?\\d)`, 'g');
const APOSTROPHE = new RegExp(`([${LETTER}])'(?=[${LETTER}\\d«])`, 'g');

/** Puts the spaces and apostrophes of French typography in a sentence. Applying it twice changes nothing. */
export function typography(text: string): string {
  if (!CONCERNED.test(text)) return text;
  return text
    .replace(/[ \u00a0\u202f]([;?!])/g, `${NARROW}$1`)
    .replace(/[ \u00a0\u202f]([:%»€])/g, `${HARD}$1`)
    .replace(/«[ \u00a0\u202f]/g, `«${HARD}`)
    .replace(NUMBER, `n°${HARD}`)
    .replace(/\bart\. (?=[A-Z]?\d)/g, `art.${HARD}`)
    .replace(CODE, `C.${HARD}`)
    .replace(ARTICLE, `$1${HARD}`)
    .replace(/(\d) (\d{3})(?!\d)/g, `$1${NARROW}$2`)
    .replace(APOSTROPHE, '$1’');
}

/**
 * Applies {@link typography} to every string of a tree of texts, and to what its functions answer: each one when it is
 * first read, for a screen reads few of them and a start waits for them all.
 */
export function french<T>(texts: T): T {
  if (typeof texts === 'string') return typography(texts) as T;
  if (typeof texts === 'function') {
    const write = texts as unknown as (...facts: unknown[]) => unknown;
    return ((...facts: unknown[]) => french(write(...facts))) as T;
  }
  if (Array.isArray(texts)) return texts.map((text) => french(text as unknown)) as T;
  if (texts === null || typeof texts !== 'object') return texts;
  const written = {};
  for (const key of Object.keys(texts)) {
    Object.defineProperty(written, key, {
      enumerable: true,
      configurable: true,
      get() {
        const value = french((texts as Record<string, unknown>)[key]);
        Object.defineProperty(written, key, { value, enumerable: true, configurable: true, writable: true });
        return value;
      },
    });
  }
  return written as T;
}
