import { french } from '../typography';

/** An invoice written off: why, and its VAT. */
export const losses = french({
  title: 'Passage en perte',
  lost: (amount: string, day: string) => `${amount} TTC perdus, passés en perte le ${day}.`,
  edit: 'Motif et TVA',
  note: 'Établir l\'état récapitulatif',
  noteDone: 'État récapitulatif établi : imprimez-le et adressez-le au client.',
  mention: 'Mention à porter sur le duplicata',
  why: 'Récupérer la TVA',
  dialog: {
    title: 'Pourquoi cette facture est perdue',
    about: 'Le motif et la TVA vont à votre comptable, dans l\'export « Passages en perte ».',
    reason: 'Motif',
    proof: 'Justificatif',
    proofHelp: 'Jugement, certificat d\'irrécouvrabilité, procès-verbal de carence…',
    definitive: 'Irrécouvrable définitivement depuis le',
    definitiveHelp: 'Vide : pas encore. En liquidation judiciaire, dès le jugement de liquidation (à vérifier).',
    vatDue: 'TVA de cette facture',
    vat: { paid: 'Déjà versée (livraison de biens, ou option pour les débits)', on_receipt: 'Due à l\'encaissement (prestations de services)', none: 'Sans TVA' },
    net: 'Prix net (HT) de l\'impayé',
    tax: 'TVA de l\'impayé',
    split: (amount: string) => `Les deux font ensemble ${amount}. Recopiez-les de la facture ; laissez vide si vous ne les avez pas.`,
    saved: 'Motif et TVA notés.',
  },
});
