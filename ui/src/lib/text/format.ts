/** Figures and dates as French writes them. Money is integer cents, a day is `YYYY-MM-DD`, an instant is ISO in UTC. */
const NARROW = '\u202f';
const HARD = '\u00a0';
const DAYS = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];
const MONTHS = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];
const SHORT_MONTHS = ['janv.', 'févr.', 'mars', 'avr.', 'mai', 'juin', 'juil.', 'août', 'sept.', 'oct.', 'nov.', 'déc.'];

/** An ageing bucket: 0 not due, 1: 1–30 days, 2: 31–60, 3: 61–90, 4: more than 90, 5: without a due date. */
export type Bucket = 0 | 1 | 2 | 3 | 4 | 5;

/** `1234` → « 1 234 », with the narrow no-break space. */
export function count(value: number): string {
  const digits = String(Math.abs(Math.trunc(value))).replace(/\B(?=(\d{3})+$)/g, NARROW);
  return value < 0 ? `−${digits}` : digits;
}

/** Cents without the sign of the euro, for a field: « 1 234,56 ». */
export function amount(cents: number): string {
  const whole = count(Math.trunc(Math.abs(cents) / 100));
  const rest = String(Math.abs(cents) % 100).padStart(2, '0');
  return `${cents < 0 ? '−' : ''}${whole},${rest}`;
}

/** Cents as « 1 234,56 € ». */
export function euros(cents: number): string {
  return `${amount(cents)}${HARD}€`;
}

/** Basis points as « 12,40 % ». */
export function percent(basisPoints: number): string {
  return `${amount(basisPoints)}${HARD}%`;
}

/** « 1 facture », « 0 facture », « 3 factures »: French keeps the singular below two. */
export function plural(number: number, one: string, many: string): string {
  return `${count(number)} ${Math.abs(number) < 2 ? one : many}`;
}

/** Days from `from` to `to`, both `YYYY-MM-DD`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function parts(day: string): { weekday: string; day: string; month: string; short: string; year: string } {
  const date = new Date(`${day}T00:00:00Z`);
  const month = date.getUTCMonth();
  return {
    weekday: DAYS[date.getUTCDay()] ?? '',
    day: date.getUTCDate() === 1 ? '1er' : String(date.getUTCDate()),
    month: MONTHS[month] ?? '',
    short: SHORT_MONTHS[month] ?? '',
    year: String(date.getUTCFullYear()),
  };
}

/** « 12 sept. 2026 ». */
export function date(day: string): string {
  const p = parts(day);
  return `${p.day} ${p.short} ${p.year}`;
}

/** « 12 sept. », for a day of the year the reader has in mind. */
export function dayMonth(day: string): string {
  const p = parts(day);
  return `${p.day} ${p.short}`;
}

/** « 12 sept. » within six months of `today`, « 12 sept. 2024 » beyond. */
export function nearDate(day: string, today: string): string {
  return Math.abs(daysBetween(day, today)) <= 183 ? dayMonth(day) : date(day);
}

/** « jeudi 3 décembre 2026 ». */
export function longDate(day: string): string {
  const p = parts(day);
  return `${p.weekday} ${p.day} ${p.month} ${p.year}`;
}

/** « nov. 2026 ». */
export function month(day: string): string {
  const p = parts(day);
  return `${p.short} ${p.year}`;
}

/** « lundi 23 novembre ». */
export function weekday(day: string): string {
  const p = parts(day);
  return `${p.weekday} ${p.day} ${p.month}`;
}

/** `2026-09-12` → `12/09/2026`, for a field. */
export function slashDate(day: string): string {
  return day.split('-').reverse().join('/');
}

/** « 14:05 », an instant in the time of this computer. */
export function time(instant: string): string {
  const at = new Date(instant);
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`;
}

/** The civil day of an instant, in the time of this computer. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
}

/** « 16 nov. 2026, 14:05 ». */
export function dateTime(instant: string): string {
  return `${date(dayOf(instant))}, ${time(instant)}`;
}

/** « 34 jours » late. */
export function days(number: number): string {
  return plural(number, 'jour', 'jours');
}

/** « 8 jours de retard », « à échoir dans 3 jours », « échoit aujourd’hui ». */
export function lateness(daysLate: number): string {
  if (daysLate > 0) return `${days(daysLate)} de retard`;
  return daysLate === 0 ? 'échoit aujourd’hui' : `à échoir dans ${days(-daysLate)}`;
}

/** The ageing bucket of a number of days late. */
export function bucket(daysLate: number): Bucket {
  if (daysLate <= 0) return 0;
  if (daysLate <= 30) return 1;
  if (daysLate <= 60) return 2;
  return daysLate <= 90 ? 3 : 4;
}

/** The first letter as a capital: « lundi » → « Lundi ». */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A title that a sentence follows: with its full stop, unless it ends on a sign already. */
export function stopped(title: string): string {
  return /[.!?…:]$/.test(title) ? title : `${title}.`;
}

/** « a, b et c ». */
export function list(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} et ${items.at(-1)}`;
}

/** « de Durand », « d’Immobilière du Thabor »: whose. Before an h, only the words of trades and first names whose h is mute are elided: no rule tells the others. */
export function ofName(name: string): string {
  return /^(?:[aeiouœæàâäéèêëîïôöùûü]|y(?![aeiouéè])|h(?:[ôo]tel|[ôo]pital|abitat|orlog|ortic|ortens|ydr|ygi|uil|él[eè]n|enri|ubert|onor))/i.test(name) ? `d’${name}` : `de ${name}`;
}

/** A number of bytes: « 340 ko », « 1,2 Mo », « 52,4 Go ». */
export function fileSize(bytes: number): string {
  if (bytes < 1_000_000) return `${count(Math.max(1, Math.round(bytes / 1000)))}${HARD}ko`;
  const [unit, name] = bytes < 1_000_000_000 ? [100_000, 'Mo'] : [100_000_000, 'Go'];
  const tenths = Math.round(bytes / unit);
  return `${count(Math.trunc(tenths / 10))},${tenths % 10}${HARD}${name}`;
}

/** An IBAN in groups of four. */
export function iban(value: string): string {
  return value.replace(/\s/g, '').replace(/(.{4})(?=.)/g, `$1${HARD}`);
}

/** The same day a year before; 28 February for the 29th. */
export function yearBefore(day: string): string {
  const before = `${String(Number(day.slice(0, 4)) - 1).padStart(4, '0')}${day.slice(4)}`;
  return before.endsWith('-02-29') ? before.replace(/29$/, '28') : before;
}
