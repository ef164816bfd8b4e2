/** Which screen is drawn: that of the route once its file is there, and until then the one before, as it was. */
import type { Component } from 'svelte';
import { HOME, type Route } from '$lib/router.svelte';
import { names, view, type ViewProps } from '../views';

/** A screen with what it is given. */
export type Drawn = { View: Component<ViewProps> } & ViewProps;

/** The screens of the window, the file of each brought once. */
export class Screens {
  #files = new Map<string, Component<ViewProps>>();
  /** Counts the files that came because a screen was asked. */
  #arrived = $state(0);
  #refused = $state.raw<string>();
  #drawn: Drawn | undefined;

  /** `home` came with the frame. */
  constructor(home: Component<ViewProps>) {
    this.#files.set(HOME, home);
  }

  /** What to draw for the screen of that name. The one that is left is never given the route of the next one. */
  of(name: string, { id, query }: Route): Drawn | undefined {
    void this.#arrived;
    const View = this.#files.get(name);
    if (View) this.#drawn = { View, query, ...(id === undefined ? {} : { id }) };
    return this.#drawn;
  }

  /** Whether the file of the screen could not be read. */
  failed(name: string): boolean {
    return this.#refused === name;
  }

  /** Brings the file of a screen, unless it is there; the home stands for a name that is none. */
  async open(name: string): Promise<void> {
    this.#refused = undefined;
    if (this.#files.has(name)) return;
    try {
      const module = await (view(name) ?? view(HOME))?.();
      if (!module) return;
      this.#files.set(name, module.default);
      this.#arrived += 1;
    } catch {
      this.#refused = name;
    }
  }

  /** Brings them all, one after the other, so that nobody waits for a file when he opens a screen. */
  async foresee(): Promise<void> {
    for (const name of names()) {
      // Asked for again, and told of, when somebody opens it.
      const module = await view(name)?.().catch(() => undefined);
      if (module) this.#files.set(name, module.default);
    }
  }
}
