import { french } from '../typography';

/** One sentence a code: what happened, what was not lost, what to do. Fields have their own when it helps. */
export const errors = french({
  codes: {
    validation: 'Cette valeur ne convient pas. Corrigez-la, rien d\'autre n\'a changé.',
    not_found: 'Cet élément n\'existe plus. La liste vient d\'être actualisée.',
    precondition: 'La situation vient de changer : cette action n\'est plus possible.',
    newer_database: 'Vos données viennent d\'une version plus récente d\'Échu. Rien n\'a été modifié : mettez l\'application à jour.',
    mail_setup: 'Votre messagerie n\'est pas encore prête. Aucun message n\'est parti : complétez les réglages d\'envoi.',
    locked: 'Échu est déjà ouvert dans une autre fenêtre. Revenez à celle-là.',
    disk_full: 'Le disque est plein : l\'enregistrement n\'a pas eu lieu. Libérez de la place, puis recommencez.',
    unknown_rate: 'Le taux de cette période n\'est pas encore connu. Ajoutez-le dans les réglages, puis recommencez.',
    internal: 'Une erreur inattendue est survenue. Rien n\'a été perdu. Réessayez.',
  },
  fields: {
    siren: 'Ce SIREN n\'est pas valable : il compte 9 chiffres, dont le dernier est une clé.',
    siret: 'Ce SIRET n\'est pas valable : il compte 14 chiffres, dont le dernier est une clé.',
    iban: 'Cet IBAN n\'est pas valable : vérifiez chaque caractère sur votre RIB.',
    vatNumber: 'Ce numéro de TVA n\'est pas valable pour ce SIREN.',
    email: 'Cette adresse e-mail n\'est pas valable.',
    name: 'Donnez un nom.',
    number: 'Donnez un numéro, qui n\'est pas déjà celui d\'une autre facture.',
    amount: 'Donnez un montant supérieur à zéro.',
    totalCents: 'Donnez un montant supérieur à zéro.',
  },
  settings: 'Ouvrir les réglages',
  unreadable: 'Cet écran n\'a pas pu être chargé.',
  retry: 'Réessayer',
});
