import { french } from '../typography';

/** What the right button offers, on any list. */
export const menus = french({
  open: {
    invoice: 'Ouvrir la facture',
    credit: 'Ouvrir l\'avoir',
    client: 'Ouvrir le client',
    sending: 'Ouvrir l\'envoi',
    letter: 'Ouvrir la lettre',
    message: 'Lire le message',
    case: 'Ouvrir le dossier',
  },
  copy: {
    number: 'Copier le numéro',
    amount: 'Copier le montant',
    client: 'Copier le nom du client',
    due: 'Copier l\'échéance',
    email: 'Copier l\'adresse e-mail',
    subject: 'Copier l\'objet',
    tracking: 'Copier le numéro de recommandé',
  },
});
