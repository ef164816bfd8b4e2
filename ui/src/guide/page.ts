/** What a page of the guide is made of: words only, never HTML. `**strong**` and `[words](#/screen)` inside a sentence. */

/** The three parts of the guide. */
export type Group = 'start' | 'law' | 'rules';
/** A paragraph, a heading, a list, steps in order, or a note in the margin. */
export type Block = string | { head: string } | { list: string[] } | { steps: string[] } | { note: string };
/** A page; `key` is its route, and for a rule the key that the engine gives. */
export type Page = { key: string; group: Group; title: string; blocks: Block[] };
