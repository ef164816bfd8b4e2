import { french } from '../typography';

/** The first start: three doors, then five steps. */
export const welcome = french({
  title: 'Faites-vous payer, sans y passer vos soirées.',
  what: 'Échu suit vos factures impayées, prépare chaque relance au bon moment et sur le bon ton, et n\'envoie que ce que vous avez relu.',
  back: 'Vous changez d\'ordinateur, ou vous avez une sauvegarde ?',
  doorsTitle: 'Par où commencer ?',
  doors: {
    demo: {
      title: 'Essayer avec une entreprise de démonstration',
      about: '40 clients et 180 factures inventés, pour tout essayer. Rien n\'est envoyé à personne, et un clic efface tout.',
      go: 'Ouvrir la démonstration',
    },
    import: {
      title: 'Importer mes factures',
      about: 'Le fichier Excel ou CSV que votre outil de facturation sait exporter. Vous voyez tout avant que rien ne soit enregistré.',
      go: 'Choisir un fichier',
    },
    first: {
      title: 'Saisir ma première facture',
      about: 'Un client, un numéro, une date, un montant : deux minutes pour suivre une facture qui tarde.',
      go: 'Saisir une facture',
    },
  },
  demoOpened: 'Démonstration ouverte. Effacez-la quand vous voulez, depuis la barre de gauche.',
  neverTitle: 'Ce qu\'Échu ne fait jamais',
  never: [
    'Aucun serveur : vos factures et vos clients restent sur cet ordinateur.',
    'Aucun compte à créer, aucun abonnement, aucune mesure de ce que vous faites.',
    'Aucun message sans vous : chaque relance est relue, puis part de votre propre adresse.',
  ] as readonly string[],
  steps: {
    title: 'Premiers pas',
    about: 'Cinq étapes, une dizaine de minutes. Dans l\'ordre que vous voulez.',
    allDone: 'Les cinq étapes sont faites.',
    toToday: 'Aller à Aujourd\'hui',
    done: 'Fait',
    todo: 'À faire',
    list: {
      identity: { title: 'Vos coordonnées et votre IBAN', about: 'Ils figurent sur chaque lettre, et disent au client où payer.', go: 'Compléter' },
      mail: { title: 'Votre messagerie', about: 'Les relances partent de votre adresse. Un message d\'essai à vous-même le vérifie.', go: 'Régler' },
      import: { title: 'Vos factures', about: 'Importées d\'un fichier, ou saisies une à une.', go: 'Importer' },
      triage: { title: 'Le tri de l\'arriéré', about: 'Pour chaque client déjà en retard, à quelle étape reprendre. Rien ne lui part avant.', go: 'Trier' },
      first_reminder: { title: 'Votre première relance', about: 'Préparée, relue, envoyée : l\'habitude est prise.', go: 'Voir' },
    },
  },
});
