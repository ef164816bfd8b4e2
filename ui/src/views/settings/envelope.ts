/** Tenths of a millimetre, as they are typed and written. */

/** The largest adjustment, either way. */
const MOST = 100;

/** « 1,5 » → 15; `undefined` for what is no number of millimetres, has hundredths, or is over a centimetre. */
export function tenths(typed: string): number | undefined {
  const found = /^([-−]?)(\d{1,2})(?:[.,](\d))?$/.exec(typed.replace(/\s/g, ''));
  if (!found) return undefined;
  const [, sign, whole = '0', tenth = '0'] = found;
  const value = Number(whole) * 10 + Number(tenth);
  if (value > MOST) return undefined;
  return sign && value > 0 ? -value : value;
}

/** 15 → « 1,5 »; −20 → « -2 ». */
export function writeTenths(value: number): string {
  const [whole, tenth] = [Math.trunc(Math.abs(value) / 10), Math.abs(value) % 10];
  return `${value < 0 ? '-' : ''}${whole}${tenth > 0 ? `,${tenth}` : ''}`;
}

/** Moved by half a millimetre, kept within a centimetre. */
export function nudged(value: number, by: 1 | -1): number {
  return Math.min(MOST, Math.max(-MOST, value + by * 5));
}
