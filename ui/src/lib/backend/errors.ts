/** A refusal of the engine → its sentence, and how to show it. */
import { errors } from '$lib/text/fr';
import type { BackendError } from './backend';
import type { ErrorCode } from './contract.gen';

/** A notice is calm, an alert is not. */
export type Manner = 'notice' | 'alert';
/** A sentence for the person, and what a button beside it opens. */
export type ErrorText = { text: string; manner: Manner; opens?: { label: string; route: string } };

const MANNERS: Record<ErrorCode, Manner> = {
  validation: 'notice',
  not_found: 'notice',
  precondition: 'notice',
  legal: 'alert',
  newer_database: 'alert',
  mail_setup: 'notice',
  locked: 'alert',
  damaged: 'alert',
  disk_full: 'alert',
  unknown_rate: 'notice',
  internal: 'alert',
};

/** How to tell a refusal. */
export function errorText(error: BackendError): ErrorText {
  const settings = error.code === 'mail_setup' || error.code === 'unknown_rate';
  return {
    text: error.sentence || errors.unheard,
    manner: MANNERS[error.code],
    ...(settings ? { opens: { label: errors.settings, route: '#/settings' } } : {}),
  };
}
