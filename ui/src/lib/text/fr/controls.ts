import { french } from '../typography';

/** Words of the shared controls. */
export const controls = french({
  cancel: 'Annuler',
  close: 'Fermer',
  closeEscape: 'Fermer (Échap)',
  save: 'Enregistrer',
  notNow: 'Pas maintenant',
  undo: 'Annuler',
  loading: 'Chargement en cours',
  messages: 'Messages',
  seconds: (left: number) => `${left} s`,
  leavesIn: (left: number) => `dans ${left} s`,
  outOf: (done: string, total: string) => `${done} sur ${total}`,
  chooseFile: 'Choisir un fichier',
  copied: 'Copié.',
  copiedOf: (what: string) => `Copié : ${what}`,
  notCopied: 'La copie a été refusée par le système. Sélectionnez le texte et copiez-le à la main.',
  datePattern: 'jj/mm/aaaa',
  openCalendar: (label: string) => `Calendrier : ${label}`,
  openList: (label: string) => `Liste : ${label}`,
  previousMonth: 'Mois précédent',
  nextMonth: 'Mois suivant',
  noMatch: 'Aucun résultat',
  badAmount: 'Écrivez un montant, par exemple 1 234,56.',
  badRate: 'Écrivez un taux, par exemple 12,40.',
  badDate: 'Écrivez une date, par exemple 12/03/2027, 12/3, +7 ou demain.',
  tooEarly: (day: string) => `La date ne peut pas précéder le ${day}.`,
  tooLate: (day: string) => `La date ne peut pas suivre le ${day}.`,
  selectAll: 'Tout sélectionner',
  selectRow: (name: string) => `Sélectionner ${name}`,
  total: 'Total',
  page: (number: number, total: number) => `page ${number} sur ${total}`,
  previousPage: 'Page précédente',
  nextPage: 'Page suivante',
  unreadablePdf: 'Ce document ne peut pas être affiché ici. Ouvrez-le dans votre lecteur de PDF.',
});

/** The names of the five ages, the same on every screen. */
export const ageing = french({
  label: 'Créances par âge',
  names: ['À échoir', '1–30 jours', '31–60 jours', '61–90 jours', 'Plus de 90 jours'] as const,
});
