import { french } from '../typography';

const days = (number: number) => `${Math.abs(number)} ${Math.abs(number) < 2 ? 'jour' : 'jours'}`;

/** « Tableau de bord ». */
export const dashboard = french({
  title: 'Tableau de bord',
  asOf: (day: string, bank: string) => `Au ${day}, ${bank === '' ? 'aucun relevé de banque importé' : `banque arrêtée au ${bank}`}.`,
  empty: 'Rien à montrer encore.',
  emptyAbout: 'Importez vos factures ou saisissez-en une : ce qu\'on vous doit, ce qui devrait rentrer et vos délais apparaîtront ici.',
  import: 'Importer mes factures',
  owedBy: (clients: number, written: string) => (clients < 2 ? `dus par ${written} client` : `dus par ${written} clients`),
  overdue: (share: number) => `en retard, ${share} % du total`,
  received: 'encaissés ce mois-ci',
  how: 'Comment c\'est calculé',
  asTable: 'Voir en tableau',
  asChart: 'Voir le graphique',
  ageing: {
    title: 'Ce qu\'on vous doit, par âge',
    how: 'Le reste dû de chaque facture ouverte, rangé par jours de retard depuis son échéance ; une facture payable en plusieurs fois compte échéance par échéance. Les factures passées en perte ou archivées et les avoirs non utilisés n\'y sont pas. Une facture sans échéance compte comme à échoir.',
    open: 'Un clic ouvre les factures de cet âge.',
  },
  forecast: {
    title: 'Ce qui devrait rentrer, semaine par semaine',
    total: (amount: string) => `${amount} sur 13 semaines`,
    label: (amount: string) => `Encaissements attendus sur 13 semaines : ${amount}.`,
    grounds: { promised: 'Promis', habit: 'D\'après les habitudes', dueDate: 'Date d\'échéance seule' },
    week: 'Semaine du',
    sum: 'Total',
    later: (amount: string) => `${amount} après ces 13 semaines.`,
    undated: (late: string, stopped: string, none: string) =>
      [late && `${late} en retard au-delà de toute date connue`, stopped && `${stopped} en litige ou en procédure collective`, none && `${none} sans échéance`].filter(Boolean).join(' ; '),
    undatedTitle: 'Sans date :',
    how: 'Chaque reste dû est attendu le jour promis (promesse ou échéancier) ; sinon à son échéance décalée de l\'habitude du client, la valeur du milieu de ses paiements des 24 derniers mois, à partir de trois paiements ; sinon à son échéance. Une date déjà passée n\'est plus une date : le montant est alors compté à part, et rien n\'est deviné. Chaque euro dû est compté une seule fois.',
  },
  delay: {
    title: 'Délai moyen de paiement (DSO)',
    now: (number: number) => days(number),
    change: (number: number, month: string) => (number === 0 ? `comme en ${month}.` : `${days(number)} de ${number > 0 ? 'plus' : 'moins'} qu'en ${month}.`),
    none: 'Aucune vente sur les 91 derniers jours : le délai ne peut pas être calculé.',
    label: (number: number, month: string) => `Délai moyen de paiement sur douze mois ; en ${month}, ${days(number)}.`,
    month: 'Mois',
    days: 'DSO',
    lateness: 'Retard moyen',
    received: 'Encaissé',
    owed: 'Dû en fin de mois',
    turnover: 'Facturé sur 91 jours',
    inDays: (number: number) => `${number < 0 ? '−' : ''}${days(number)}`,
    unknown: 'inconnu',
    how: 'Ce qu\'on vous doit en fin de mois × 91 ÷ ce que vous avez facturé sur les 91 derniers jours, avoirs déduits, taxes comprises : la méthode comptable usuelle. Le retard moyen compte les jours entre l\'échéance et le paiement, chaque paiement pesant son montant ; il est négatif quand on vous paie en avance. Le mois en cours s\'arrête aujourd\'hui.',
  },
  latest: {
    title: 'Les plus gros retards',
    all: 'Tous les clients en retard',
    none: 'Aucun client n\'est en retard.',
    columns: { client: 'Client', oldest: 'Plus ancien', habit: 'Habitude', amount: 'En retard' },
    habit: (number: number) => `${number > 0 ? '+' : number < 0 ? '−' : ''}${Math.abs(number)} j`,
    noHabit: 'pas encore connue',
  },
});
