/** What can be said of an identifier, a number or a rate while it is typed. The engine checks again. */
import { settings } from '$lib/text/fr';

const words = settings.identity;

/** Luhn's key, as INSEE uses it. */
function luhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The sentence for a SIREN that cannot be right; none when empty or right. */
export function sirenProblem(typed: string): string | undefined {
  const digits = typed.replace(/[\s.]/g, '');
  if (digits === '') return undefined;
  if (!/^\d{9}$/.test(digits)) return words.sirenLength;
  return luhn(digits) ? undefined : words.sirenKey;
}

/** The sentence for an IBAN that cannot be right; none when empty or right. */
export function ibanProblem(typed: string): string | undefined {
  const iban = typed.replace(/\s/g, '').toUpperCase();
  if (iban === '') return undefined;
  const length = iban.startsWith('FR') ? iban.length === 27 : iban.length >= 15 && iban.length <= 34;
  if (!length || !/^[A-Z]{2}\d{2}[A-Z0-9]+$/.test(iban)) return words.ibanLength;
  const digits = (iban.slice(4) + iban.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
  const rest = [...digits].reduce((left, digit) => (left * 10 + Number(digit)) % 97, 0);
  return rest === 1 ? undefined : words.ibanKey;
}

/** True when it reads as an e-mail address. */
export function isAddress(typed: string): boolean {
  return /^[^\s@]+@[^\s@]+\.[^\s@]{2,}$/.test(typed.trim());
}

/** A whole number within bounds; `undefined` otherwise. */
export function whole(typed: string, low: number, high: number): number | undefined {
  const text = typed.replace(/\s/g, '');
  if (!/^\d{1,6}$/.test(text)) return undefined;
  const value = Number(text);
  return value >= low && value <= high ? value : undefined;
}

/** « 2026-S2 » → « 2027-S1 ». */
export function nextHalfYear(halfYear: string): string {
  const year = Number(halfYear.slice(0, 4));
  return halfYear.endsWith('S1') ? `${year}-S2` : `${year + 1}-S1`;
}

/** « 2027-S1 » → « 1er semestre 2027 ». */
export function halfYearName(halfYear: string): string {
  return settings.rates.halfYear(halfYear.slice(5), halfYear.slice(0, 4));
}

/** The half-hours of a day, and `kept` when it is another time. */
export function hours(kept: string): { value: string; label: string }[] {
  const all = Array.from({ length: 48 }, (_, index) => `${String(index >> 1).padStart(2, '0')}:${index % 2 ? '30' : '00'}`);
  return [...new Set([...all, kept])].sort().map((value) => ({ value, label: value.replace(':', ' h ') }));
}
