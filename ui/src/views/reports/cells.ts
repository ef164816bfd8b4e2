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

type Fixed = Record<Exclude<ReportColumnKind, 'text' | 'cents'>, number>;
/** Words and amounts take the place of the longest ones, within reason; a letter is about so wide. */
const LETTER = 7.4;
/** Where there is little room, letters are smaller, and those of heads still more. */
const [SMALL, HEAD] = [6.6, 6.1];
/** What columns take where there is room, and where there is little: heads and words then go on a second line. */
const ROOMS = {
  ample: { fixed: { date: 104, days: 92, count: 92, rate: 88 } as Fixed, text: { least: 80, most: 232, around: 26 }, cents: { least: 96, most: 148, around: 22 }, wide: 220 },
  narrow: { fixed: { date: 84, days: 48, count: 48, rate: 56 } as Fixed, text: { least: 48, most: 86, around: 10 }, cents: { least: 64, most: 112, around: 10 }, wide: 90 },
};
const roomOf = (narrow: boolean) => (narrow ? ROOMS.narrow : ROOMS.ample);
/** What the margin of the screen takes from the first and the last column. */
const EDGE = 24;
const atEdge = (columns: readonly ReportColumn[], place: number): number => (place === 0 || place === columns.length - 1 ? EDGE : 0);

/** Sums count with the amounts; the words of a sum are in its title. */
function longest(kind: 'text' | 'cents', head: number, place: number, rows: readonly ReportRow[]): number {
  return rows.reduce((most, row) => Math.max(most, (kind === 'cents' || row.kind === 'line') && row.cells[place] ? written(row.cells[place]).length : 0), head);
}

function widthOf({ kind, title }: ReportColumn, place: number, rows: readonly ReportRow[], narrow: boolean): number {
  const room = roomOf(narrow);
  /** Of a head on several lines, the longest word. */
  const head = narrow ? Math.max(...title.split(' ').map((word) => word.length)) * HEAD + 10 : 0;
  if (kind !== 'text' && kind !== 'cents') return Math.round(Math.max(room.fixed[kind], head));
  const { least, most, around } = room[kind];
  const inside = longest(kind, narrow ? 0 : title.length, place, rows) * (narrow ? SMALL : LETTER) + around;
  return Math.round(Math.min(most, Math.max(least, head, inside)));
}

/** The widths of the columns in px; none for the one that takes the rest. `narrow`: there is little room for them. */
export const widths = ({ columns, rows }: Pick<ReportTable, 'columns' | 'rows'>, narrow = false): (number | undefined)[] =>
  columns.map((column, place) => (column.wide ? undefined : widthOf(column, place, rows, narrow) + atEdge(columns, place)));

/** Below so many px, the table scrolls sideways by itself. */
export const least = (columns: readonly ReportColumn[], sizes: readonly (number | undefined)[], narrow = false): number =>
  sizes.reduce<number>((sum, width, place) => sum + (width ?? roomOf(narrow).wide + atEdge(columns, place)), 0);

/** An amount that says nothing is there: written softly, so that the others are seen. */
export const isNothing = (cell: ReportCell | undefined): boolean => cell?.is === 'cents' && cell.amount === 0;

/** How many columns the title of a row covers: those that say nothing before the first that does. */
export function covered(row: ReportRow, columns: number): number {
  if (row.kind === 'group') return columns;
  const first = row.cells.findIndex((cell) => cell.is !== 'empty');
  return Math.max(1, first < 0 ? columns : first);
}
