/** On paper: every list whole, up to a bound that it states, then the screen as it was. */
import { flushSync, tick } from 'svelte';

/** The most rows of a list on paper: some fifty pages. */
const PRINTED_ROWS = 2_000;

/** Which rows of a list of that many go on paper. */
export function onPaper(rows: number): { from: number; to: number } {
  return { from: 0, to: Math.min(rows, PRINTED_ROWS) };
}

class Printing {
  /** The page is being put on paper: lists draw all their rows. */
  on = $state(false);
  #before = new Set<() => Promise<void>>();

  /** Work to end before anything is printed, such as asking for the other rows. Answers how to take it back. */
  prepare(work: () => Promise<void>): () => void {
    this.#before.add(work);
    return () => this.#before.delete(work);
  }

  /** Puts the screen on paper, or in the PDF that the system makes of it. */
  async print(): Promise<void> {
    await Promise.all([...this.#before].map((work) => work()));
    this.on = true;
    await tick();
    window.print();
  }

  /** Follows what the system prints by itself, and the end of it. */
  follow(): () => void {
    const begin = () => flushSync(() => { this.on = true; });
    const end = () => { this.on = false; };
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    // Some systems do not tell that the person gave up: the next gesture in the window does.
    window.addEventListener('pointerdown', end, true);
    window.addEventListener('keydown', end, true);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
      window.removeEventListener('pointerdown', end, true);
      window.removeEventListener('keydown', end, true);
    };
  }
}

/** The printer of this window. */
export const printing = new Printing();
