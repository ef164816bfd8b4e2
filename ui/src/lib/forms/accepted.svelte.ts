/** What a person let pass in the legal check of one text. */
import type { LegalCode } from '$lib/backend/contract.gen';

/** The points accepted for what `of` says, by its words and not by its place: other facts make another text, read again. Made while a component initialises. */
export class Accepted {
  codes = $state<LegalCode[]>([]);

  constructor(of: () => unknown) {
    const facts = $derived(JSON.stringify(of()));
    $effect(() => {
      void facts;
      this.codes = [];
    });
  }
}
