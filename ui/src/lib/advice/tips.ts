/** Which tip stands on which screen, and when it is of use there. Its words are in `lib/text/fr/advice.ts`. */
import type { TodayView } from '$lib/backend/contract.gen';
import { href } from '$lib/router.svelte';
import type { advice } from '$lib/text/fr';

/** The key of a tip. */
export type TipKey = keyof typeof advice.tips;
/** A tip: its screens, the page of the guide that says more, and the state it answers to; without one, any. */
export type Tip = { key: TipKey; on: readonly string[]; guide?: string; when?: (day: TodayView) => boolean };

/** Every tip, in the order in which they come. */
export const TIPS: readonly Tip[] = [
  { key: 'bank', on: ['today', 'outbox'], guide: 'rapprocher', when: (day) => day.ready.count > 0 || day.drafts > 0 },
  { key: 'promise', on: ['today'], when: (day) => day.promises.count > 0 },
  { key: 'askDay', on: ['today'], guide: 'appels', when: (day) => day.calls.count > 0 },
  { key: 'askName', on: ['today'], guide: 'appels', when: (day) => day.calls.count > 0 },
  { key: 'minutes', on: ['today'] },
  { key: 'holidays', on: ['today'] },
  { key: 'clock', on: ['invoices'], guide: 'prescription', when: (day) => day.late > 0 },
  { key: 'attach', on: ['invoices'] },
  { key: 'fee', on: ['invoices', 'calculator'], guide: 'indemnite' },
  { key: 'dueDay', on: ['invoices'], guide: 'conditions' },
  { key: 'order', on: ['invoices'] },
  { key: 'part', on: ['invoices'] },
  { key: 'small', on: ['invoices'] },
  { key: 'accounts', on: ['clients'] },
  { key: 'register', on: ['clients', 'letters'], guide: 'mise-en-demeure' },
  { key: 'deposit', on: ['clients'] },
  { key: 'acknowledge', on: ['clients'], guide: 'echeancier', when: (day) => day.late > 0 },
  { key: 'interestFirst', on: ['clients', 'matching'], guide: 'reglements-partiels' },
  { key: 'oneVoice', on: ['clients'] },
  { key: 'thanks', on: ['clients', 'matching'] },
  { key: 'replies', on: ['outbox'] },
  { key: 'subject', on: ['outbox'], guide: 'textes' },
  { key: 'returned', on: ['outbox'] },
  { key: 'copies', on: ['letters'], guide: 'recommande', when: (day) => day.letters.count > 0 },
  { key: 'closedEnvelope', on: ['letters'], guide: 'recommande' },
  { key: 'delay', on: ['letters'], guide: 'mise-en-demeure' },
  { key: 'noThreat', on: ['letters'], guide: 'mise-en-demeure' },
  { key: 'average', on: ['dashboard'], guide: 'comment-il-paie' },
  { key: 'middle', on: ['dashboard'] },
  { key: 'halfYear', on: ['calculator'], guide: 'penalites' },
  { key: 'allTaxes', on: ['calculator'], guide: 'penalites' },
  { key: 'sixty', on: ['conditions'], guide: 'conditions' },
  { key: 'beforehand', on: ['conditions'] },
  { key: 'label', on: ['matching'], guide: 'rapprocher' },
  { key: 'forgot', on: ['plans'], guide: 'scenarios' },
  { key: 'keepWord', on: ['plans'] },
  { key: 'again', on: ['import'], guide: 'importer' },
  { key: 'elsewhere', on: ['settings'], guide: 'sauvegardes' },
  { key: 'toMyself', on: ['settings'], guide: 'messagerie' },
  { key: 'alive', on: ['proceedings'] },
  { key: 'complete', on: ['tofix'] },
  { key: 'decide', on: ['ending', 'everyone'], guide: 'end_of_plan' },
  { key: 'oldDebt', on: ['triage'], guide: 'trier' },
];

/** Where a tip says more. */
export function pageOf({ guide }: Tip): string | undefined {
  return guide === undefined ? undefined : href('guide', guide);
}

/**
 * The tip of a screen for a day: another each day, among those that are of use and were not put away. `day` is unknown
 * until the engine has answered: then nothing is shown.
 */
export function tipOf(screen: string, day: TodayView | undefined, gone: ReadonlySet<string>): Tip | undefined {
  if (!day) return undefined;
  const fit = TIPS.filter(({ key, on, when }) => on.includes(screen) && !gone.has(key) && (when?.(day) ?? true));
  const turn = Math.floor(Date.parse(`${day.today}T00:00:00Z`) / 86_400_000);
  return fit[turn % fit.length];
}
