/** What a person chose for a list, kept on this computer: its columns and its order. Never what the list holds. */
import type { Sort } from './ui/table';

const KEY = 'echu.lists';
type Kept = { columns?: Record<string, boolean>; sort?: Sort };

function all(): Record<string, Kept> {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof read === 'object' && read !== null ? (read as Record<string, Kept>) : {};
  } catch {
    return {};
  }
}

/** The choices of one list. */
export class ListChoice {
  /** The columns shown or hidden by the person; the others are as the list says. */
  columns = $state.raw<Readonly<Record<string, boolean>>>({});
  /** The order chosen; none: that of the list. */
  sort = $state.raw<Sort>();

  constructor(readonly name: string) {
    const kept = all()[name];
    this.columns = kept?.columns ?? {};
    this.sort = kept?.sort && this.columns[kept.sort.key] === false ? undefined : kept?.sort;
  }

  /** Shows or hides a column. The rows do not stay in the order of one that is gone: nothing would say why. */
  show(key: string, on: boolean): void {
    this.columns = { ...this.columns, [key]: on };
    if (!on && this.sort?.key === key) this.sort = undefined;
    this.#keep();
  }

  /** Puts the rows in this order; without one, in that of the list. */
  order(sort: Sort | undefined): void {
    this.sort = sort;
    this.#keep();
  }

  /** The list as it was before any choice. */
  reset(): void {
    this.columns = {};
    this.sort = undefined;
    this.#keep();
  }

  /** Whether anything was chosen. */
  get touched(): boolean {
    return this.sort !== undefined || Object.keys(this.columns).length > 0;
  }

  #keep(): void {
    const { [this.name]: _, ...others } = all();
    const mine: Kept = { columns: { ...this.columns }, ...(this.sort ? { sort: this.sort } : {}) };
    try {
      localStorage.setItem(KEY, JSON.stringify(this.touched ? { ...others, [this.name]: mine } : others));
    } catch {
      // A full or forbidden storage: the choice holds until the window closes.
    }
  }
}

const known = new Map<string, ListChoice>();

/** The choices of the list of that name: the same for all that draw it. */
export function listChoice(name: string): ListChoice {
  let choice = known.get(name);
  if (!choice) known.set(name, (choice = new ListChoice(name)));
  return choice;
}
