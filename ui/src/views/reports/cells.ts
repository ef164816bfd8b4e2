/** How a cell of a report is written and placed. */
import type { ReportCell, ReportColumn, ReportColumnKind, ReportRow, ReportTable } from '$lib/backend/contract.gen';
import { count, euros, percent, slashDate } from '$lib/text/format';
import { reports } from '$lib/text/fr';

const FIGURES: ReadonlySet<ReportColumnKind> = new Set(['cents', 'days', 'count', 'rate']);

/** The words of a cell. */
export function written(cell: ReportCell): string {
  switch (cell.is) {
    case 'empty': return '';
    case 'unknown': return reports.unknown;
    case 'text': return cell.text;
    case 'client': return cell.name;
    case 'invoice': return cell.number;
    case 'cents': return euros(cell.amount);
    case 'date': return slashDate(cell.on);
    case 'days': return reports.days(cell.days);
    case 'count': return count(cell.count);
    case 'rate': return percent(cell.bp);
  }
}

/** True for what stands on the right of its column. */
export const isFigure = ({ kind }: ReportColumn): boolean => FIGURES.has(kind);

const WIDTHS: Record<Exclude<ReportColumnKind, 'text' | 'cents'>, number> = { date: 104, days: 92, count: 92, rate: 88 };
/** Words and amounts take the place of the longest ones, within reason; a letter is about so wide. */
const LETTER = 7.4;
const REACH = { text: { least: 80, most: 232, around: 26 }, cents: { least: 96, most: 148, around: 22 } };
/** What the wide column needs to be read. */
const WIDE = 220;
/** What the margin of the screen takes from the first and the last column. */
const EDGE = 24;
const atEdge = (columns: readonly ReportColumn[], place: number): number => (place === 0 || place === columns.length - 1 ? EDGE : 0);

/** Sums count with the amounts; the words of a sum are in its title. */
function longest(kind: 'text' | 'cents', title: string, place: number, rows: readonly ReportRow[]): number {
  return rows.reduce((most, row) => Math.max(most, (kind === 'cents' || row.kind === 'line') && row.cells[place] ? written(row.cells[place]).length : 0), title.length);
}

function widthOf({ kind, title }: ReportColumn, place: number, rows: readonly ReportRow[]): number {
  if (kind !== 'text' && kind !== 'cents') return WIDTHS[kind];
  const { least, most, around } = REACH[kind];
  return Math.round(Math.min(most, Math.max(least, longest(kind, title, place, rows) * LETTER + around)));
}

/** The widths of the columns in px; none for the one that takes the rest. */
export const widths = ({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>): (number | undefined)[] =>
  columns.map((column, place) => (column.wide ? undefined : widthOf(column, place, rows) + atEdge(columns, place)));

/** Below so many px, the table scrolls sideways by itself. */
export const least = (columns: readonly ReportColumn[], sizes: readonly (number | undefined)[]): number =>
  sizes.reduce<number>((sum, width, place) => sum + (width ?? WIDE + atEdge(columns, place)), 0);

/** An amount that says nothing is there: written softly, so that the others are seen. */
export const isNothing = (cell: ReportCell | undefined): boolean => cell?.is === 'cents' && cell.amount === 0;

/** How many columns the title of a row covers: those that say nothing before the first that does. */
export function covered(row: ReportRow, columns: number): number {
  if (row.kind === 'group') return columns;
  const first = row.cells.findIndex((cell) => cell.is !== 'empty');
  return Math.max(1, first < 0 ? columns : first);
}
