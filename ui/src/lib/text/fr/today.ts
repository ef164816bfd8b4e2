import { ofName } from '../format';
import { french } from '../typography';

const people = (number: number, written: string) => (number < 2 ? `${written} client` : `${written} clients`);

/** « Aujourd'hui ». */
export const today = french({
  ready: (number: number, written: string, amount: string) =>
    number < 2 ? `${written} client peut être relancé aujourd'hui, pour ${amount}.` : `${written} clients peuvent être relancés aujourd'hui, pour ${amount}.`,
  nothing: 'Personne à relancer aujourd\'hui.',
  drafts: (number: number, written: string) => (number < 2 ? `${written} message est prêt, rien n'est parti.` : `${written} messages sont prêts, rien n'est parti.`),
  waiting: {
    calls: (number: number, written: string, onlyCalls: boolean) => {
      if (onlyCalls) return number < 2 ? `${written} appel` : `${written} appels`;
      return number < 2 ? `${written} contact à prendre vous-même` : `${written} contacts à prendre vous-même`;
    },
    letters: (number: number, written: string) => (number < 2 ? `${written} lettre` : `${written} lettres`),
    verb: (items: string, one: boolean) => (one ? `${items} attend.` : `${items} attendent.`),
  },
  prepare: 'Préparer les relances du jour',
  prepareAbout: 'Prépare les messages. N\'envoie rien.',
  readAll: (number: string) => `Relire les ${number}`,
  readOne: 'Relire le message',
  sendAll: (number: string) => `Envoyer les ${number}`,
  sendOne: 'Envoyer le message',
  sendAbout: 'Partent 30 secondes après, annulables d’ici là.',
  prepared: (clients: number, written: string, invoices: string, amount: string) =>
    `${people(clients, written)}, ${invoices}, ${amount}. Les messages sont prêts, rien n'est parti.`,
  preparedNone: 'Aucun message à préparer aujourd\'hui.',
  withheldToo: (number: number) => (number < 2 ? `${number} retenue, voir plus bas.` : `${number} retenues, voir plus bas.`),
  sent: (number: number, written: string) => (number < 2 ? `${written} relance part` : `${written} relances partent`),
  notSent: (number: number, names: string) => (number < 2 ? `Pas partie : ${names}` : `Pas parties : ${names}`),
  undone: 'Rien n\'est parti. Les messages sont de nouveau à relire.',
  tooLate: (number: number) => (number < 2 ? '1 message était déjà parti.' : `${number} messages étaient déjà partis.`),
  piles: 'Piles du jour',
  pile: { ready: 'Relances prêtes', calls: 'Appels, SMS, visites', letters: 'Lettres à suivre', promises: 'Promesses échues', fix: 'À corriger', ended: 'À décider' },
  none: { ready: 'Rien à relancer.', calls: 'Aucun appel.', letters: 'Aucune lettre.', promises: 'Aucune aujourd\'hui.', fix: 'Tout est en ordre.', ended: 'Rien à décider.' },
  next: (day: string, name: string, amount: string) => `Prochaine : ${day}, ${name}, ${amount}`,
  noNext: 'Rien de prévu pour l\'instant.',
  columns: {
    ways: 'Que faire',
    client: 'Client',
    late: 'Retard',
    step: 'Relance',
    why: 'Pourquoi aujourd\'hui',
    what: 'À corriger',
    last: 'Dernier contact',
    invoices: 'Factures',
    balance: 'Reste dû',
    promised: 'Promis pour le',
    amount: 'Montant',
    state: 'État',
  },
  never: 'aucun',
  rule: 'règle',
  ruleName: (name: string) => `Voir la règle appliquée à ${name}`,
  edited: 'Modifié par vous',
  lapsed: 'Refait',
  keys: {
    ready: 'Entrée : ouvrir · ↑ ↓ : parcourir · R : reporter',
    calls: 'Entrée : ouvrir la fiche',
    letters: 'Entrée : ouvrir la lettre',
  },
  toPrepare: 'À préparer',
  toPost: 'À poster',
  toCheck: 'À vérifier',
  promise: { paid: 'A payé', later: 'Nouvelle date', broken: 'Relancer', released: (name: string) => `Promesse ${ofName(name)} levée : ses relances reprennent à la même étape.` },
  fixes: { due_date: 'Donner l\'échéance', email: 'Compléter la fiche', address: 'Compléter la fiche', unallocated: 'Affecter', unmatched: 'Rapprocher', credit: 'Affecter l\'avoir', phone: 'Compléter la fiche', plan: 'Choisir un scénario', duplicate: 'Vérifier', debit: 'Dire ce qu\'il est devenu', instalments: 'Décider' },
  fixAll: 'Tout corriger au même endroit',
  everyone: (late: number, written: string, without: string) => `${people(late, written)} en retard, ${without} sans prochaine étape`,
  fixOther: 'Corriger',
  withheld: (number: number, written: string) => (number < 2 ? `${written} retenue` : `${written} retenues`),
  ways: {
    send_anyway: 'Relancer quand même',
    see_dispute: 'Voir le litige',
    see_promise: 'Voir la promesse',
    see_client: 'Voir le client',
    fix: 'Corriger',
    allocate: 'Affecter',
    match: 'Rapprocher',
    triage: 'Trier',
    check_sending: 'Vérifier l\'envoi',
    resume: 'Reprendre',
    decide: 'Décider',
  },
  wayOther: 'Voir le client',
  more: (number: number, written: string) => (number < 2 ? 'Voir la dernière' : `Voir les ${written} autres`),
  notices: {
    triage: (number: number, written: string) =>
      number < 2
        ? `${written} client en retard attend le tri de l'arriéré : rien ne lui sera envoyé avant.`
        : `${written} clients en retard attendent le tri de l'arriéré : rien ne leur sera envoyé avant.`,
    sort: 'Trier l\'arriéré',
    resume: 'Reprendre',
    check: 'Vérifier',
    paused: 'Envois en pause : rien ne partira avant votre reprise.',
  },
  rates: 'Donner les taux',
  limits: {
    near: (number: number, written: string, amount: string) =>
      number < 2 ? `${written} facture, ${amount}, sera bientôt prescrite.` : `${written} factures, ${amount}, seront bientôt prescrites.`,
    first: (number: string, name: string, day: string) => `${number} ${ofName(name)} : agir en justice au plus tard le ${day}. Une relance ne repousse pas cette date.`,
    see: 'Voir ces factures',
  },
  steps: {
    title: 'Premiers pas',
    done: (done: string, total: string) => `${done} sur ${total}`,
    names: {
      identity: 'Vos coordonnées et votre IBAN',
      mail: 'Messagerie testée',
      import: 'Factures importées',
      triage: 'Arriéré trié',
      first_reminder: 'Première relance',
    },
    doneWord: 'fait',
  },
});
