/** What a menu offers, and how one moves in it. */
import type { IconName } from './icons';

/** One action of a menu. */
export type MenuItem = { label: string; icon?: IconName; danger?: boolean; disabled?: boolean; run: () => void };

/** Whether this key asks for the menu of what has the focus. */
export function isKey(event: KeyboardEvent): boolean {
  return event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey);
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Where a key leads from the item `at`; nothing when it is not a key of menus. A letter goes to the next item it starts. */
export function step(key: string, at: number, items: readonly MenuItem[]): number | undefined {
  const free = items.flatMap((item, index) => (item.disabled ? [] : [index]));
  const first = free[0];
  if (first === undefined) return undefined;
  const last = free.at(-1) ?? first;
  if (key === 'Home') return first;
  if (key === 'End') return last;
  if (key === 'ArrowDown') return free.find((index) => index > at) ?? first;
  if (key === 'ArrowUp') return free.findLast((index) => index < at) ?? last;
  if (key.length !== 1 || key === ' ') return undefined;
  const starts = free.filter((index) => plain(items[index]?.label ?? '').startsWith(plain(key)));
  return starts.find((index) => index > at) ?? starts[0];
}
