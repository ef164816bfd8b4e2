/** Where a letter stands: which list shows it, and what can be done with it. */
import type { LetterProof, LetterRow, ProofShows } from '$lib/backend/contract.gen';
import type { Tone } from '$lib/ui';

/** The two lists of frozen letters. */
export type Place = 'post' | 'posted';

/** `post` while a letter can still be posted or set aside. */
export function place(letter: LetterRow): Place {
  return letter.state === 'frozen' || letter.state === 'stale' ? 'post' : 'posted';
}

/** The tone of its chip. */
export function tone(letter: LetterRow): Tone {
  if (asks(letter)) return 'warn';
  switch (letter.state) {
    case 'stale': return 'warn';
    case 'posted': return 'info';
    case 'presented': return 'info';
    case 'delivered': return 'ok';
    case 'returned': return 'bad';
    default: return 'plain';
  }
}

/** True when its dates alone say that something should be noted. */
export function asks(letter: LetterRow): boolean {
  return letter.watch.kind === 'unclaimed' || letter.watch.kind === 'silent';
}

/** True when it goes on the list of what leaves: on paper, and not to be done again. */
export function leaves(letter: LetterRow): boolean {
  return letter.state === 'frozen' && letter.medium === 'paper';
}

/** What may be noted of a posted letter, in the order of its life. */
export type Mark = 'presented' | 'delivered' | 'returned';

/** What may still be noted of it. */
export function marks(letter: LetterRow): readonly Mark[] {
  if (letter.medium === 'plain') return [];
  if (letter.state === 'posted') return ['presented', 'delivered', 'returned'];
  if (letter.state === 'presented') return ['delivered', 'returned'];
  // Nobody fetched it, or it was refused: the day it was first presented may still be learnt.
  if (letter.state === 'returned' && letter.returnReason !== 'unknown_address' && !letter.presentedOn) return ['presented'];
  return [];
}

/** What comes next: `pays` while the delay runs, `decide` once it is over, `plan` when a plain letter is posted: its plan goes on. */
export type Next = 'print' | 'post' | 'redo' | 'follow' | 'pays' | 'decide' | 'learn' | 'address' | 'plan' | 'none';

/** What comes next for a letter, as of `today`. */
export function next(letter: LetterRow, today: string): Next {
  const { state, printed, deadlineOn, returnReason } = letter;
  if (state === 'stale') return 'redo';
  if (state === 'frozen') return printed ? 'post' : 'print';
  if (state === 'cancelled') return 'none';
  if (letter.medium === 'plain') return 'plan';
  if (returnReason === 'unknown_address') return 'address';
  if (deadlineOn) return deadlineOn < today ? 'decide' : 'pays';
  return state === 'returned' ? 'learn' : 'follow';
}

/** What the next file most likely shows, from what the letter became and what is already kept. */
export function expected(letter: LetterRow, kept: readonly LetterProof[]): ProofShows {
  if (!kept.some(({ shows }) => shows === 'deposit')) return 'deposit';
  if (letter.state === 'returned') return 'returned';
  return kept.some(({ shows }) => shows === 'receipt') ? 'other' : 'receipt';
}

/** What a letter of that state should have and lacks. */
export function lacking(letter: LetterRow, kept: readonly LetterProof[]): 'deposit' | 'receipt' | undefined {
  if (!letter.postedOn) return undefined;
  if (!kept.some(({ shows }) => shows === 'deposit')) return 'deposit';
  return letter.state === 'delivered' && !kept.some(({ shows }) => shows === 'receipt') ? 'receipt' : undefined;
}

/** The days written by hand, or nothing when they are not between 1 and 60. */
export function readDays(typed: string): number | undefined {
  const days = /^\d{1,2}$/.test(typed.trim()) ? Number(typed) : 0;
  return days >= 1 && days <= 60 ? days : undefined;
}
