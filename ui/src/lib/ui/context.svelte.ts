/** The one menu of the right button: what it offers, where, and where the focus goes back. */
import { isKey, type MenuItem } from './menu';

export type { MenuItem } from './menu';

/** An open menu: its groups of actions, its name, its corner, and what had the focus. */
export type Opened = { label: string; groups: readonly (readonly MenuItem[])[]; x: number; y: number; origin: HTMLElement | null };

class ContextMenu {
  /** The menu on screen; one at most. */
  opened = $state.raw<Opened>();
  /** Words were selected before the button went down: macOS then selects the one under it. */
  #selected = false;

  constructor() {
    window.addEventListener('pointerdown', () => { this.#selected = getSelection()?.isCollapsed === false; }, true);
  }

  /** Whether the menu of the system stands: over words that the person selected. */
  yields(event: MouseEvent | KeyboardEvent): boolean {
    return event instanceof MouseEvent && this.#selected;
  }

  /** Opens it where the pointer is, or under the element when a key asked. */
  show(event: MouseEvent | KeyboardEvent, label: string, groups: readonly (readonly MenuItem[])[]): void {
    const filled = groups.filter((group) => group.length > 0);
    if (filled.length === 0 || this.yields(event)) return;
    event.preventDefault();
    event.stopPropagation();
    const target = event.target instanceof HTMLElement ? event.target : null;
    const from = event.currentTarget instanceof HTMLElement ? event.currentTarget : target;
    // A key gives no place, or the corner of the window.
    const byPointer = event instanceof MouseEvent && (event.clientX !== 0 || event.clientY !== 0);
    const box = from?.getBoundingClientRect();
    const at = byPointer ? { x: event.clientX, y: event.clientY } : { x: (box?.left ?? 0) + 24, y: (box?.bottom ?? 0) - 4 };
    const origin = target?.closest<HTMLElement>('a, button, [tabindex]') ?? (document.activeElement as HTMLElement | null);
    this.opened = { label, groups: filled, ...at, origin };
  }

  /** Closes it; the focus goes back where it was. */
  close(): void {
    const origin = this.opened?.origin;
    this.opened = undefined;
    if (origin?.isConnected) origin.focus({ preventScroll: true });
  }
}

/** The menu of this window. */
export const contextMenu = new ContextMenu();

/** Gives an element a menu of the right button, of the Menu key and of Shift F10: `{@attach offers(…)}`. */
export function offers(label: () => string, groups: () => readonly (readonly MenuItem[])[]): (element: HTMLElement) => () => void {
  return (element) => {
    const pointed = (event: MouseEvent) => contextMenu.show(event, label(), groups());
    const pressed = (event: KeyboardEvent) => { if (isKey(event)) contextMenu.show(event, label(), groups()); };
    element.addEventListener('contextmenu', pointed);
    element.addEventListener('keydown', pressed);
    return () => { element.removeEventListener('contextmenu', pointed); element.removeEventListener('keydown', pressed); };
  };
}
