/** A refusal of the engine → a French sentence, and how to show it. */
import { errors } from '$lib/text/fr';
import type { BackendError } from './backend';
import type { ErrorCode } from './contract.placeholder';

/** A notice is calm, an alert is not. */
export type Manner = 'notice' | 'alert';
/** A sentence for the person, and what a button beside it opens. */
export type ErrorText = { text: string; manner: Manner; opens?: { label: string; route: string } };

const MANNERS: Record<ErrorCode, Manner> = {
  validation: 'notice',
  not_found: 'notice',
  precondition: 'notice',
  newer_database: 'alert',
  mail_setup: 'notice',
  locked: 'alert',
  disk_full: 'alert',
  unknown_rate: 'notice',
  internal: 'alert',
};

/** The sentence of a refusal. */
export function errorText(error: BackendError): ErrorText {
  const fields: Record<string, string | undefined> = errors.fields;
  const own = error.code === 'validation' && error.field ? fields[error.field] : undefined;
  const opens =
    error.code === 'mail_setup' || error.code === 'unknown_rate' ? { label: errors.settings, route: '#/settings' } : undefined;
  return { text: own ?? errors.codes[error.code] ?? errors.codes.internal, manner: MANNERS[error.code] ?? 'alert', opens };
}
