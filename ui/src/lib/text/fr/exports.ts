import { french } from '../typography';

/** Tables that leave: « Réglages », « Exports ». */
export const exports = french({
  everything: 'Tout exporter',
  everythingAbout: 'Vos données sont à vous : tous les tableaux ci-dessous, dans un seul fichier, à tout moment.',
  format: 'Format',
  formats: { xlsx: 'Classeur (.xlsx)', csv: 'Texte (.csv)' },
  formatHelp: {
    xlsx: 'Pour Excel ou LibreOffice : de vrais montants, de vraies dates, un onglet par tableau.',
    csv: 'Pour un autre logiciel : point-virgule, virgule décimale, UTF-8. Tous les tableaux ensemble font une archive .zip.',
  },
  tables: 'Un seul tableau',
  tablesAbout: 'Ce qui est exporté en factures ou en clients se réimporte sans créer de doublon.',
  accountantAbout: 'À la clôture, ou quand il le demande.',
  cards: 'Carnet d\'adresses',
  cardsAbout: 'Vos clients en fiches vCard, pour le téléphone ou la messagerie.',
  cardsHelp: 'Coordonnées et identifiants seulement : ni ce qu\'ils doivent, ni vos notes, car un carnet d\'adresses est souvent gardé par d\'autres.',
  saveCards: 'Exporter les fiches (.vcf)',
  save: 'Exporter',
  saveOf: (name: string) => `Exporter : ${name}`,
  none: 'rien encore',
  done: (file: string, rows: string) => `${file} est enregistré : ${rows}.`,
  row: 'ligne',
  rows: 'lignes',
  formulas: 'Un texte qui commence comme une formule (=, +, -, @) reste un texte : dans un .csv, une apostrophe est mise devant, et l\'import d\'Échu la retire.',
});
