/** The screens: each folder of `views/` with a `View.svelte` is one, loaded when first shown. */
import type { Component } from 'svelte';
import type { IconName } from '$lib/ui/icons';

/** What a screen is given: the id and the query of its route. */
export type ViewProps = { id?: string; query: Readonly<Record<string, string>> };
type Loader = () => Promise<{ default: Component<ViewProps> }>;

const found = import.meta.glob<{ default: Component<ViewProps> }>('./views/*/View.svelte');
const loaders = new Map<string, Loader>(Object.entries(found).map(([path, load]) => [path.split('/')[2] ?? '', load]));

/** How to load a screen; `undefined` when there is none of that name. */
export function view(name: string): Loader | undefined {
  return loaders.get(name);
}

/** The names of all the screens. */
export function names(): readonly string[] {
  return [...loaders.keys()];
}

/** The screens that take the whole sheet: no search above them. */
export const WHOLE: ReadonlySet<string> = new Set(['review', 'welcome']);

/** The sidebar, in order; `null` is a space. A screen that does not exist is not shown. */
export const SIDEBAR: readonly ({ name: SidebarName; icon: IconName } | null)[] = [
  { name: 'today', icon: 'sun' },
  { name: 'invoices', icon: 'file' },
  { name: 'clients', icon: 'users' },
  { name: 'outbox', icon: 'send' },
  { name: 'letters', icon: 'mail' },
  null,
  { name: 'dashboard', icon: 'chart' },
  { name: 'reports', icon: 'table' },
  { name: 'calculator', icon: 'calculator' },
  { name: 'conditions', icon: 'euro' },
  { name: 'matching', icon: 'bank' },
  { name: 'plans', icon: 'plan' },
  { name: 'import', icon: 'import' },
  { name: 'settings', icon: 'settings' },
  { name: 'guide', icon: 'book' },
];
/** The screens of the sidebar. */
export type SidebarName = 'today' | 'invoices' | 'clients' | 'outbox' | 'letters' | 'dashboard' | 'reports' | 'calculator' | 'conditions' | 'plans' | 'matching' | 'import' | 'settings' | 'guide';
