import type { Channel } from '$lib/backend/contract.gen';
import { french } from '../typography';

/** How one reaches a client, by the key of the channel. */
const known: Record<Channel, string> = french({
  email: 'e-mail',
  letter: 'courrier',
  registered_letter: 'recommandé',
  phone: 'appel',
  sms: 'SMS',
  visit: 'visite',
  decision: 'décision',
});
const names: Record<string, string | undefined> = known;

/** The channel's name; its key when it is a new one. */
export function channel(key: string): string {
  return names[key] ?? key;
}
