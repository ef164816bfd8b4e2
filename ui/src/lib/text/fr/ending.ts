import type { Choice, Place } from '$lib/backend/contract.gen';
import { french } from '../typography';

const people = (number: number, written: string) => (number < 2 ? `${written} client` : `${written} clients`);
const abouts: Record<Choice, string> = {
  formal_notice: 'Vous la préparez maintenant, en recommandé. Elle donne un dernier délai.',
  agency: 'Avocat, commissaire de justice ou société de recouvrement : rien ne part plus d\'ici, et vous faites le point au jour dit.',
  injunction: 'Une requête au tribunal, sans audience au départ (CPC, art. 1405 et suivants). Vous faites le point au jour dit.',
  instalments: 'Un accord écrit sur plusieurs paiements : vous le préparez maintenant.',
  write_off: 'Les factures ne sont plus réclamées. C\'est une écriture comptable : la dette existe encore, et vous pouvez revenir dessus.',
  wait: 'Rien avant ce jour, puis le dossier revient ici de lui-même.',
  proceeding: 'Une procédure suivie : ses délais la font revenir.',
};
const places: Record<Place, string> = { today: 'Aujourd\'hui', to_fix: 'À corriger', ended: 'À décider', held: 'Retenus', waiting: 'À venir' };
const placeAbouts: Record<Place, string> = {
  today: 'Un message, un appel, un SMS, une visite ou une lettre vous attend.',
  to_fix: 'Une donnée manque ou paraît fausse : un champ à corriger.',
  ended: 'Le scénario est fini : le choix vous revient.',
  held: 'Litige, promesse, pause, décision prise : une raison et une porte de sortie pour chacun.',
  waiting: 'La prochaine étape a son jour.',
};

/** « À décider » and « Aucun oublié ». */
export const ending = french({
  title: 'À décider',
  summary: (number: number, written: string, amount: string) =>
    number === 0 ? 'Aucun dossier n\'attend votre décision.' : `${written} ${number < 2 ? 'dossier attend' : 'dossiers attendent'} votre décision, pour ${amount}.`,
  none: 'Rien à décider.',
  noneAbout: 'Quand toutes les étapes d\'un client sont faites, ou quand il refuse de payer, son dossier vient ici. Rien n\'est abandonné en silence.',
  toToday: 'Revenir à Aujourd\'hui',
  owed: (amount: string, penalties: string) => (penalties === '' ? amount : `${amount}, plus ${penalties} de pénalités et d'indemnités`),
  invoices: 'Factures',
  choose: (name: string) => `Suite à donner pour ${name}`,
  abouts,
  backOn: 'Le dossier revient le',
  note: 'Note',
  noteHelp: 'Pour vous : à qui, pourquoi, ce qui a été convenu.',
  save: 'Décider',
  needDay: 'Donnez le jour où le dossier revient.',
  decided: (label: string, name: string, back: string) => (back === '' ? `${name} : ${label}.` : `${name} : ${label}. Le dossier revient le ${back}.`),
  undone: 'Décision reprise : le dossier est de nouveau à décider.',
  standing: (number: number, written: string) => (number < 2 ? `${written} décision en cours` : `${written} décisions en cours`),
  takeBack: 'Reprendre',
  takeBackOf: (sentence: string) => `Reprendre : ${sentence}`,
  cannot: 'La mise en demeure est postée : la décision ne se reprend plus.',
  call: 'Appeler d\'abord',
  whatNow: 'Que faire maintenant ? Comparer les voies',
  rule: 'Vos choix, expliqués',
  columns: { client: 'Client', late: 'Retard', why: 'Pourquoi ici', amount: 'Reste dû' },
  everyone: {
    title: 'Aucun client oublié',
    proof: (without: number, written: string) => (without === 0 ? '0 client sans prochaine étape' : without === 1 ? '1 client sans prochaine étape' : `${written} clients sans prochaine étape`),
    about: (late: number, written: string) =>
      late === 0 ? 'Personne n\'est en retard.' : `${people(late, written)} en retard. Chacun est dans une liste et une seule : si quelqu'un n'était nulle part, il serait compté ici.`,
    bug: 'C\'est une erreur de l\'application : rien n\'est perdu, mais ces clients ne seront pas relancés d\'eux-mêmes. Ouvrez-les depuis « Clients ».',
    places,
    placeAbouts,
    count: (number: number, written: string) => people(number, written),
    columns: { client: 'Client', late: 'Retard', next: 'Prochaine étape', amount: 'En retard' },
    more: (number: string) => `Les ${number} premiers sont montrés.`,
    empty: 'Personne.',
  },
});
