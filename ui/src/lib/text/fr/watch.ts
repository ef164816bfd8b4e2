import { french } from '../typography';

/** The watched folder: « Réglages », « Aujourd'hui ». */
export const watch = french({
  title: 'Dossier surveillé',
  about: 'Les factures électroniques et les relevés que vous y déposez vous sont proposés dans « Aujourd\'hui ». Rien n\'est importé sans vous.',
  choose: 'Choisir un dossier',
  change: 'Choisir un autre dossier',
  stop: 'Ne plus surveiller',
  stopped: 'Plus aucun dossier n\'est surveillé. Ses fichiers n\'ont pas été touchés.',
  arrived: {
    invoice: (number: number, written: string, name: string) =>
      number < 2 ? `Une facture est arrivée dans le dossier surveillé : ${name}.` : `${written} factures sont arrivées dans le dossier surveillé.`,
    statement: (number: number, written: string, name: string) =>
      number < 2 ? `Un relevé est arrivé dans le dossier surveillé : ${name}.` : `${written} relevés sont arrivés dans le dossier surveillé, dont ${name}.`,
  },
  see: 'Voir',
  leave: 'Ne pas proposer',
  leaveOf: (kind: 'invoice' | 'statement') => (kind === 'invoice' ? 'Ne pas proposer : factures arrivées' : 'Ne pas proposer : relevés arrivés'),
  left: (number: number, written: string) => (number < 2 ? 'Ce fichier ne sera plus proposé.' : `Ces ${written} fichiers ne seront plus proposés.`),
  settings: 'Régler',
});
