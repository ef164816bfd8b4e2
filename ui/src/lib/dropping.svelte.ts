/** Files let go over the window. The whole window is the zone: they go to the one place of the screen that waits for files, else to the import. */
import { untrack } from 'svelte';
import { backend, call, type DroppedFile } from '$lib/backend/backend';
import { tried } from '$lib/saving.svelte';

/** A place of the screen that takes files: whether it stands there and can take them, and what it does with them. */
export type Place = { ready: () => boolean; take: (files: DroppedFile[]) => void };

/** The first screen is asked for before the files that the system wants opened. */
const SHOWN_MS = 500;

class Dropping {
  /** Files are carried over the window. */
  over = $state(false);
  #places = $state.raw<readonly Place[]>([]);
  #left: DroppedFile[] = [];

  /** A place that takes files while it is on the screen. Answers how to take it away. */
  add(place: Place): () => void {
    // Called from effects, which must not run again for it.
    untrack(() => { this.#places = [...this.#places, place]; });
    return () => untrack(() => { this.#places = this.#places.filter((one) => one !== place); });
  }

  /** The places that would take files now. */
  waiting(): readonly Place[] {
    return this.#places.filter((place) => place.ready());
  }

  /** True when files let go now would go there: nobody chooses between two places for the person. */
  goesTo(place: Place): boolean {
    const waiting = this.waiting();
    return waiting.length === 1 && waiting[0] === place;
  }

  /** Listens to the window; `elsewhere` is given what no one place waits for. Answers how to stop. */
  follow(elsewhere: (files: DroppedFile[]) => void): () => void {
    const engine = backend();
    const given = (files: DroppedFile[]) => {
      if (files.length === 0) return;
      const waiting = this.waiting();
      if (waiting.length === 1) waiting[0]?.take(files);
      else elsewhere(files);
    };
    const opened = async () => given((await tried(() => call('take_opened', {}))) ?? []);
    const stops = [
      engine.onDragging((over) => (this.over = over)),
      engine.onDropped((files) => {
        this.over = false;
        given(files);
      }),
      engine.onOpened(() => void opened()),
    ];
    // The system may have asked before the page was there.
    const first = setTimeout(() => void opened(), SHOWN_MS);
    return () => { clearTimeout(first); for (const stop of stops) stop(); };
  }

  /** Leaves files for the screen that is about to be shown. */
  leave(files: DroppedFile[]): void {
    this.#left = files;
  }

  /** What was left for this screen, once. */
  collect(): DroppedFile[] {
    const left = this.#left;
    this.#left = [];
    return left;
  }
}

/** What is let go over this window. */
export const dropping = new Dropping();
