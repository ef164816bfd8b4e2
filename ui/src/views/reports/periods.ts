/** The times a report may be about, as the picker and the route name them. */
import type { ReportView } from '$lib/backend/contract.gen';
import { addDays } from '$lib/text/format';

/** A time of the picker; `custom`: both days are chosen. */
export const PERIODS = ['month', 'last_month', 'quarter', 'year', 'last_year', 'custom'] as const;
/** A time of the picker. */
export type Period = (typeof PERIODS)[number];
/** The period of each report while nobody chose one. */
export const USUAL: Record<ReportView['report'], Exclude<Period, 'custom'>> = {
  aged_balance: 'month',
  client_statement: 'year',
  activity: 'month',
  reminder_journal: 'month',
  payment_delays: 'year',
  recoveries: 'year',
  penalties: 'year',
  write_offs: 'year',
  limitation: 'month',
};
/** A first and a last day, both in it. */
export type Range = { from: string; to: string };

const pad = (number: number) => String(number).padStart(2, '0');
const least = (one: string, other: string) => (one < other ? one : other);

/** The days of a period around `today`; one that runs stops today. */
export function range(period: Exclude<Period, 'custom'>, today: string): Range {
  const [year = 0, month = 1] = today.split('-').map(Number);
  const first = `${year}-${pad(month)}-01`;
  switch (period) {
    case 'month': return { from: first, to: today };
    case 'last_month': {
      const to = addDays(first, -1);
      return { from: `${to.slice(0, 7)}-01`, to };
    }
    case 'quarter': return { from: `${year}-${pad(month - ((month - 1) % 3))}-01`, to: today };
    case 'year': return { from: `${year}-01-01`, to: least(`${year}-12-31`, today) };
    case 'last_year': return { from: `${year - 1}-01-01`, to: `${year - 1}-12-31` };
  }
}

/** What a route asks for. What it does not say, or says badly, is the usual one. */
export function ofRoute(query: Readonly<Record<string, string>>, usual: Exclude<Period, 'custom'>, today: string): Range & { period: Period } {
  const period = PERIODS.find((one) => one === query.period) ?? usual;
  if (period !== 'custom') return { period, ...range(period, today) };
  const [from, to] = [isDay(query.from), isDay(query.to)];
  const standing = range(usual, today);
  return { period, from: from ?? standing.from, to: to ?? standing.to };
}

/** A day as routes write it, if it is one. */
export function isDay(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}

/** Evenings worth a click: today, the end of last month, of last quarter, of last year. */
export function evenings(today: string): { key: 'today' | 'month' | 'quarter' | 'year'; on: string }[] {
  const year = today.slice(0, 4);
  return [
    { key: 'today', on: today },
    { key: 'month', on: addDays(range('month', today).from, -1) },
    { key: 'quarter', on: addDays(range('quarter', today).from, -1) },
    { key: 'year', on: addDays(`${year}-01-01`, -1) },
  ];
}
