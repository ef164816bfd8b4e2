import { french } from '../typography';

/** The engine says its refusals itself; these are said when it could not be heard, and around them. */
export const errors = french({
  unheard: 'Une erreur inattendue est survenue. Rien n\'a été perdu. Réessayez.',
  refused: 'Cet écran n\'a rien à montrer',
  settings: 'Ouvrir les réglages',
  unreadable: 'Cet écran n\'a pas pu être chargé.',
  retry: 'Réessayer',
});
