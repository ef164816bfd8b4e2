import { french } from '../typography';

/** How one reaches a client, by the key of the channel. */
const names: Record<string, string | undefined> = french({
  email: 'e-mail',
  letter: 'courrier',
  registered_letter: 'recommandé',
  phone: 'appel',
});

/** The channel's name; its key when it is a new one. */
export function channel(key: string): string {
  return names[key] ?? key;
}
