/** Any figure on screen can be taken: what a click with the right button, or a double click, puts on the clipboard. */
const AMOUNT = /[−-]?\d[\d\u202f\u00a0 ]*(?:,\d+)?[\u202f\u00a0 ]?[€%](?!\p{L})/gu;
const NUMBER = /^[−-]?\d[\d\u202f\u00a0 ]*(?:,\d+)?$/;
/** Beyond, it is a text that happens to hold a figure. */
const LONGEST = 160;

/** A figure as a table or a bank's form takes it: « 1 234,56 € » → « 1234,56 ». */
export function bare(figure: string): string {
  return figure.replace(/[\s\u00a0\u202f€%]/g, '').replace('−', '-');
}

/** The one figure of a text, as it is written; nothing when there is none, or several. */
export function figureIn(text: string): string | undefined {
  const words = text.trim();
  if (words.length > LONGEST) return undefined;
  if (NUMBER.test(words)) return words;
  const found = words.match(AMOUNT);
  return found?.length === 1 ? found[0].trim() : undefined;
}

/** The figure under the pointer: that of the element, or of the one around it. */
export function figureAt(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element) || target.closest('input, textarea, select, svg')) return undefined;
  const around = target.closest('td, dd, p, button, .num, .big, .sumrow');
  return figureIn(target.textContent ?? '') ?? (around ? figureIn(around.textContent ?? '') : undefined);
}
