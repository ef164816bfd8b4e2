/** The tips that the person put away, or all of them: kept on this computer. */
const KEY = 'echu.advice';
type Kept = { off: boolean; gone: string[] };

function read(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Kept> | null;
    const gone = Array.isArray(kept?.gone) ? kept.gone.filter((key) => typeof key === 'string') : [];
    return { off: kept?.off === true, gone };
  } catch {
    return { off: false, gone: [] };
  }
}

/** What is kept of the tips. */
export class AdviceChoice {
  /** No tip at all. */
  off = $state(false);
  /** Those that are not shown again. */
  gone = $state.raw<ReadonlySet<string>>(new Set());
  /** The screens where one was put away since the start: no other takes its place. */
  quiet = $state.raw<ReadonlySet<string>>(new Set());

  constructor() {
    const kept = read();
    this.off = kept.off;
    this.gone = new Set(kept.gone);
  }

  /** Puts one away for good; its screen stays quiet until the next start. */
  dismiss(key: string, screen: string): void {
    this.gone = new Set([...this.gone, key]);
    this.quiet = new Set([...this.quiet, screen]);
    this.#keep();
  }

  /** Shows tips, or none. */
  turn(on: boolean): void {
    this.off = !on;
    this.#keep();
  }

  /** Those put away come again. */
  recall(): void {
    this.gone = new Set();
    this.quiet = new Set();
    this.#keep();
  }

  #keep(): void {
    try {
      localStorage.setItem(KEY, JSON.stringify({ off: this.off, gone: [...this.gone] }));
    } catch {
      // A full or forbidden storage: the choice holds until the window closes.
    }
  }
}

/** The choice of this computer. */
export const adviceChoice = new AdviceChoice();
