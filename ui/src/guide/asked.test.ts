/** What a newcomer asks, in his words, and the page that answers him. */
import { expect, test } from 'vitest';
import { search } from '../views/guide/search';
import { pages } from '.';

const ASKED: [string, string][] = [
  ['40 euros', 'indemnite'],
  ['40 €', 'indemnite'],
  ['annuler un envoi', 'envoyer'],
  ['zoom', 'gestes'],
  ['agrandir', 'gestes'],
  ['caractères trop petits', 'gestes'],
  ['raccourcis clavier', 'gestes'],
  ['comment imprimer', 'gestes'],
  ['penalite de retard', 'penalites'],
  ['intérêts de retard', 'penalites'],
  ['mettre en demeure', 'mise-en-demeure'],
  ['lettre recommandée', 'recommande'],
  ['accusé de réception', 'recommande'],
  ['gmail', 'messagerie'],
  ['mot de passe de ma messagerie', 'messagerie'],
  ['importer mes factures', 'importer'],
  ['fichier excel', 'importer'],
  ['relevé de banque', 'rapprocher'],
  ['un client paie en plusieurs fois', 'echeancier'],
  ['échelonner une dette', 'echeancier'],
  ['paiement partiel', 'reglements-partiels'],
  ['acomptes', 'reglements-partiels'],
  ['sauvegarder mes données', 'sauvegardes'],
  ['restaurer', 'sauvegardes'],
  ['doublons', 'doubles'],
  ['tribunal', 'apres-la-mise-en-demeure'],
  ['injonction de payer', 'apres-la-mise-en-demeure'],
  ['mon client est en liquidation', 'declaration-de-creance'],
  ['facture irrécouvrable', 'passage-en-perte-et-tva'],
  ['récupérer la TVA', 'passage-en-perte-et-tva'],
  ['prescription', 'prescription'],
  ['modifier le texte des relances', 'textes'],
  ['envoyer automatiquement', 'depart-automatique'],
  ['téléphoner à un client', 'appels'],
  ['expert-comptable', 'rapports'],
  ['DSO', 'tableau-de-bord'],
  ['effacer un client rgpd', 'donnees-personnelles'],
  ['nouvelle version', 'mettre-a-jour'],
  ['dossier pour mon avocat', 'dossier'],
  ['médiateur', 'mediation'],
];

test.each(ASKED)('« %s » is answered among the first three pages', (asked, key) => {
  expect(search(pages, asked).slice(0, 3).map((page) => page.key)).toContain(key);
});
