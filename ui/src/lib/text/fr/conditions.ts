import { french } from '../typography';

/** « Conditions de paiement »: clauses to copy, and the mentions of an invoice. */
export const conditions = french({
  title: 'Conditions de paiement',
  about: 'Une facture payée à l\'heure se prépare avant : ce que vos devis, vos conditions de vente et vos factures doivent dire.',
  tabs: { clauses: 'Clauses à copier', mentions: 'Vérifier une facture' },
  kind: 'Votre client est',
  terms: 'Délai de paiement',
  rate: 'Taux de pénalités convenu',
  rateHelp: 'Vide : le taux de la loi.',
  discount: 'Escompte',
  discountHelp: 'Pour paiement anticipé. Vide : aucun, et la clause le dit.',
  discountDays: 'Accordé pendant',
  days: 'jours',
  badDays: 'De 1 à 365 jours.',
  retention: 'Réserve de propriété, pour des marchandises',
  texts: { quote: 'Sur le devis', generalTerms: 'Dans vos conditions générales de vente', invoice: 'Sur la facture' },
  copy: 'Copier',
  copyOf: (name: string) => `Copier : ${name}`,
  sanction: 'Ce que coûte leur absence',
  notes: 'À savoir',
  rule: 'Voir le guide',
  text: 'Texte de la facture',
  textHelp: 'Ouvrez le PDF, sélectionnez tout, copiez, collez ici. Rien n\'est enregistré ni envoyé.',
  check: 'Vérifier les mentions',
  needText: 'Collez le texte de la facture.',
  result: (missing: number) =>
    missing === 0 ? 'Aucune mention ne manque parmi celles qui se lisent.' : missing === 1 ? 'Une mention manque ou est à retirer.' : `${missing} mentions manquent ou sont à retirer.`,
  limits: 'Cette lecture cherche des mots : elle aide à relire, elle ne certifie pas la facture.',
  states: { found: 'présente', missing: 'manque', forbidden: 'à retirer', to_read: 'à relire' },
  add: 'À ajouter :',
});
