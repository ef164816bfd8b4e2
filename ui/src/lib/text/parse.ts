/** What a person types in a field → what the engine takes. Strings only: no amount ever becomes a float. */
import { addDays, daysBetween } from './format';

/** The largest amount a field takes: ten billion euros, in cents. */
const LARGEST = 1_000_000_000_000;

/**
 * « 1 234,56 », « 1234.5 », « 1.234,56 € » → cents. `undefined` when it is not an amount, or when it could be two
 * (« 1.234 »). A leading minus is taken only when `negative`.
 */
export function parseAmount(typed: string, options: { negative?: boolean } = {}): number | undefined {
  const text = typed.trim().replace(/\s*(€|eur|euros?)$/i, '').replace(/^−/, '-');
  const signed = /^-\s*/.exec(text);
  if (signed && !options.negative) return undefined;
  const body = text.slice(signed?.[0].length ?? 0);
  const found =
    /^(\d{1,3}(?:[\s'’]\d{3})+|\d{1,3}(?:\.\d{3})+(?=,)|\d{1,3}(?:,\d{3})+(?=\.)|\d+)(?:[.,](\d{1,2}))?$/.exec(body) ??
    /^(\d{1,3}(?:\.\d{3}){2,})$/.exec(body);
  if (!found?.[1]) return undefined;
  const whole = found[1].replace(/\D/g, '');
  if (whole.length > 11) return undefined;
  const cents = Number(whole + (found[2] ?? '').padEnd(2, '0'));
  if (cents > LARGEST) return undefined;
  return signed && cents !== 0 ? -cents : cents;
}

const MONTHS = ['janv', 'fevr', 'mars', 'avr', 'mai', 'juin', 'juil', 'aout', 'sept', 'oct', 'nov', 'dec'];

function valid(year: number, month: number, day: number): string | undefined {
  const at = new Date(Date.UTC(year, month - 1, day));
  const real = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return real && year >= 1970 && year <= 2199 ? at.toISOString().slice(0, 10) : undefined;
}

/** The day and month nearest to today: « 12/3 » typed in November is next March. */
function nearest(month: number, day: number, today: string): string | undefined {
  const year = Number(today.slice(0, 4));
  return [year, year - 1, year + 1]
    .map((candidate) => valid(candidate, month, day))
    .filter((candidate) => candidate !== undefined)
    .sort((a, b) => Math.abs(daysBetween(a, today)) - Math.abs(daysBetween(b, today)))[0];
}

function monthOf(word: string): number | undefined {
  const plain = word.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '');
  const index = plain.length < 3 ? -1 : MONTHS.findIndex((month) => plain.startsWith(month) || month.startsWith(plain));
  return index < 0 ? undefined : index + 1;
}

/**
 * `jj/mm/aaaa`, `jj/mm/aa`, `jj/mm` (the nearest one), « 12 mars 2026 », ISO, and the shortcuts « +7 », « -3 »,
 * « aujourd'hui », « demain », « hier » → `YYYY-MM-DD`; `undefined` when it is no real day.
 */
export function parseDate(typed: string, today: string): string | undefined {
  const text = typed.trim().toLowerCase().replace(/’/g, "'");
  const shift = /^([+-])\s*(\d{1,3})\s*j?(?:ours?)?$/.exec(text);
  if (shift) return addDays(today, Number(`${shift[1]}${shift[2]}`));
  if (text === 'demain') return addDays(today, 1);
  if (text === 'hier') return addDays(today, -1);
  if (/^(auj|aujourd'?hui)$/.test(text)) return today;
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return valid(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const found = /^(\d{1,2})(?:er)?[\s/.-]+(\d{1,2}|\p{L}+\.?)(?:[\s/.-]+(\d{2}|\d{4}))?$/u.exec(text);
  if (!found?.[1] || !found[2]) return undefined;
  const month = /^\d/.test(found[2]) ? Number(found[2]) : monthOf(found[2]);
  if (month === undefined) return undefined;
  if (found[3] === undefined) return nearest(month, Number(found[1]), today);
  return valid(found[3].length === 2 ? 2000 + Number(found[3]) : Number(found[3]), month, Number(found[1]));
}
