/** A question that any part of the app may ask before going on; the frame shows it. */

class Asking {
  /** What is asked now; none most of the time. */
  question = $state<string>();
  #answer: ((yes: boolean) => void) | undefined;

  /** Asks, and waits for the answer. A question asked before is answered by no. */
  ask(question: string): Promise<boolean> {
    this.answer(false);
    this.question = question;
    return new Promise((resolve) => { this.#answer = resolve; });
  }

  /** Gives the answer. */
  answer(yes: boolean): void {
    const waiting = this.#answer;
    this.question = undefined;
    this.#answer = undefined;
    waiting?.(yes);
  }
}

/** Whether the money received is all known, before messages leave. */
export const receiptsGate = new Asking();
