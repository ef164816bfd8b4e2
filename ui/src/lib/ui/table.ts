/** What a column of a {@link DataTable} is, and how rows are put in order. */
import type { Snippet } from 'svelte';

/** A column: `text` or `cell` draws it, `sort` makes its head a button. */
export type Column<Row> = {
  key: string;
  label: string;
  /** A width in px; without it the column shares what is left. */
  width?: string;
  numeric?: boolean;
  text?: (row: Row) => string;
  cell?: Snippet<[Row]>;
  /** What to compare. With `onsort` on the table, `true` is enough: the engine sorts. */
  sort?: ((row: Row) => string | number) | true;
  /** Left out when the table is narrower than 1024 px, unless the person asked for it. */
  wide?: boolean;
  /** Shown only to who asks for it. */
  off?: boolean;
  /** Never hidden: what names the row. */
  fixed?: boolean;
  /** More classes: `strong`, `soft`, `mute`. */
  tone?: string;
  /** The foot of the column. */
  foot?: string;
};

/** The order of a table. */
export type Sort = { key: string; descending: boolean };

/** Whether a column is drawn: as the person chose, else as the list and the room say. The one that orders the rows stays, so that its head says why. */
export function isShown<Row>(column: Column<Row>, picked: Readonly<Record<string, boolean>>, narrow: boolean, by?: Sort): boolean {
  return column.fixed === true || (picked[column.key] ?? (column.key === by?.key || !(column.off || (column.wide && narrow))));
}

/** What a click on the head makes of the order; the third one gives back that of the list when it has one to `reset` to. */
export function turned<Row>(column: Column<Row>, sort: Sort | undefined, reset: boolean): Sort | undefined {
  const first = column.numeric === true;
  if (sort?.key !== column.key) return { key: column.key, descending: first };
  return reset && sort.descending !== first ? undefined : { key: column.key, descending: !sort.descending };
}

let collator: Intl.Collator | undefined;
/** The order of words; made when first sorted by: it takes longer than the rest of a start. */
const words = (): Intl.Collator => (collator ??= new Intl.Collator('fr', { numeric: true, sensitivity: 'base' }));

/** The rows in order, on the screen, on the clipboard and on paper alike; equal ones keep their places. `columns`: all of the list, drawn or not. */
export function sorted<Row>(rows: readonly Row[], columns: readonly Column<Row>[], sort: Sort | undefined): readonly Row[] {
  const by = columns.find((column) => column.key === sort?.key)?.sort;
  if (!sort || typeof by !== 'function') return rows;
  const sign = sort.descending ? -1 : 1;
  return [...rows].sort((a, b) => {
    const [x, y] = [by(a), by(b)];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : words().compare(String(x), String(y)));
  });
}

/** Which rows to draw: those in sight and a few around. */
export function sight(count: number, height: number, scrolled: number, seen: number, around = 8): { from: number; to: number } {
  const from = Math.max(0, Math.min(count, Math.floor(scrolled / height) - around));
  return { from, to: Math.max(from, Math.min(count, Math.ceil((scrolled + seen) / height) + around)) };
}
