/** The little markup of the guide: `**strong**` and `[words](#/screen)`. Never HTML. */

/** A run of words: plain, strong, or a link inside the window. */
export type Piece = { text: string; strong?: true; to?: string };

/** Cuts a sentence in runs. A link that does not stay in the window is left as typed. */
export function inline(text: string): Piece[] {
  const pieces: Piece[] = [];
  let last = 0;
  for (const found of text.matchAll(/\*\*(.+?)\*\*|\[([^\]]+)\]\((#\/[^)\s]+)\)/g)) {
    if (found.index > last) pieces.push({ text: text.slice(last, found.index) });
    if (found[1] !== undefined) pieces.push({ text: found[1], strong: true });
    else pieces.push({ text: found[2] ?? '', to: found[3] ?? '' });
    last = found.index + found[0].length;
  }
  if (last < text.length) pieces.push({ text: text.slice(last) });
  return pieces;
}

/** The words of a sentence, without its markup. */
export function plain(text: string): string {
  return inline(text).map((piece) => piece.text).join('');
}
