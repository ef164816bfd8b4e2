/** Hash routes: `#/clients/12?tab=proofs`. A screen's name is its folder in `views/`. */

/** Where the window is. */
export type Route = { name: string; id?: string; query: Readonly<Record<string, string>> };

/** The screen shown when none is named. */
export const HOME = 'today';

/** Reads a hash. Anything that is not a route is the home. */
export function parse(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?');
  const [name, id] = path.split('/').map(decodeURIComponent);
  return { name: name || HOME, ...(id ? { id } : {}), query: Object.fromEntries(new URLSearchParams(search)) };
}

/** Writes a link. Empty values of the query are left out. */
export function href(name: string, id?: string | number, query: Record<string, string | number | undefined> = {}): string {
  const kept = Object.entries(query).filter(([, value]) => value !== undefined && value !== '');
  const search = new URLSearchParams(kept.map(([key, value]) => [key, String(value)])).toString();
  return `#/${name}${id === undefined ? '' : `/${encodeURIComponent(id)}`}${search ? `?${search}` : ''}`;
}

/** Where the window is, as a query tells it: the way back from what is opened on the way. */
export const here = (): string => location.hash.replace(/^#?\/?/, '');

class Router {
  route = $state.raw<Route>(parse(location.hash));

  constructor() {
    window.addEventListener('hashchange', () => (this.route = parse(location.hash)));
  }

  /** Goes there; `replace` when « Précédent » should not come back here. */
  go(name: string, id?: string | number, query?: Record<string, string | number | undefined>, replace = false): void {
    const hash = href(name, id, query);
    if (replace) history.replaceState(null, '', hash);
    else location.hash = hash;
    this.route = parse(hash);
  }

  /** Goes back to where the person was. */
  back(): void {
    history.back();
  }
}

/** The router of this window. */
export const router = new Router();
