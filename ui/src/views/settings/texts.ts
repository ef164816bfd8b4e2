/** What the editor of texts works out: the name being typed, what to offer, what to underline. */
import type { TextFault, VariableView } from '$lib/backend/contract.gen';

/** The words typed after `{{`, and where they begin. */
export type Opening = { from: number; typed: string };
/** What can be put at the caret: `text` before it, `after` behind it. */
export type Choice = { name: string; detail: string; text: string; after: string; condition: boolean; compulsory: boolean };

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** The name being typed at the caret, when it stands in open braces. */
export function opening(text: string, caret: number): Opening | undefined {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('{{');
  if (at < 0) return undefined;
  const typed = before.slice(at + 2);
  return typed.length > 40 || /[{}\n]/.test(typed) ? undefined : { from: at + 2, typed };
}

/** What the braces may hold, best first: names that begin with what is typed, then those that contain it. */
export function choices(variables: readonly VariableView[], typed: string): Choice[] {
  const asked = /^\s*#s?i?\s*/.test(typed);
  const wanted = plain(typed.replace(/^\s*#s?i?\s*/, '').trim());
  const rank = ({ name }: VariableView) => (plain(name).startsWith(wanted) ? 0 : plain(name).includes(wanted) ? 1 : 2);
  const choice = (variable: VariableView, condition: boolean): Choice => ({
    name: variable.name, detail: variable.example, condition, compulsory: variable.compulsory,
    text: condition ? `#si ${variable.name}}}` : `${variable.name}}}`, after: condition ? '{{/si}}' : '',
  });
  return variables
    .filter((variable) => rank(variable) < 2 && (!asked || variable.kind !== 'block'))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((variable) => choice(variable, asked || variable.kind === 'condition'));
}

/** The text with a choice put at the caret, and the caret after it. Braces already closed behind the caret are kept once. */
export function put(text: string, at: Opening, caret: number, { text: words, after }: Choice): { text: string; caret: number } {
  const behind = text.slice(caret).replace(/^[^{}\n]{0,40}\}\}/, '');
  const before = text.slice(0, at.from) + words;
  return { text: before + after + behind, caret: before.length };
}

/** Where a fault begins and ends in the text. */
export function span(text: string, fault: Pick<TextFault, 'line' | 'column' | 'length'>): { from: number; to: number } {
  const lines = text.split('\n');
  const start = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
  // The engine counts characters, the text area counts units of two bytes.
  const letters = Array.from(lines[fault.line - 1] ?? '');
  const units = (count: number) => letters.slice(0, count).join('').length;
  return { from: start + units(fault.column - 1), to: start + units(fault.column - 1 + fault.length) };
}

/** The text in pieces, those to underline apart. */
export function pieces(text: string, faults: readonly TextFault[]): { text: string; fault: boolean }[] {
  const out: { text: string; fault: boolean }[] = [];
  let at = 0;
  for (const { from, to } of faults.map((fault) => span(text, fault)).toSorted((a, b) => a.from - b.from)) {
    if (from < at || to <= from) continue;
    out.push({ text: text.slice(at, from), fault: false }, { text: text.slice(from, to), fault: true });
    at = to;
  }
  out.push({ text: text.slice(at), fault: false });
  return out;
}

/** What a text is: an e-mail, an SMS, words to say, or a letter. */
export function family(document: string): 'mails' | 'sms' | 'spoken' | 'letters' {
  if (document.startsWith('email')) return 'mails';
  if (document === 'sms') return 'sms';
  return document === 'call' || document === 'visit' ? 'spoken' : 'letters';
}
