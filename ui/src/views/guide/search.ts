/** Search in the guide: every typed word, accents and case aside, titles first. */
import type { Page } from '../../guide';
import { plain } from './inline';

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
}

/** All the words of a page, without its markup. */
export function wordsOf(page: Page): string {
  const blocks = page.blocks.flatMap((block) => {
    if (typeof block === 'string') return [block];
    if ('head' in block) return [block.head];
    if ('list' in block) return block.list;
    return 'steps' in block ? block.steps : [block.note];
  });
  return [page.title, ...blocks.map(plain)].join(' ');
}

/** The pages that hold every typed word; those that hold them in their title come first. */
export function search(pages: readonly Page[], typed: string): readonly Page[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const within = (text: string) => words.every((word) => fold(text).includes(word));
  const found = pages.filter((page) => within(wordsOf(page)));
  return [...found.filter((page) => within(page.title)), ...found.filter((page) => !within(page.title))];
}
