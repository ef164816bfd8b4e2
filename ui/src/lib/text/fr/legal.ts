import { french } from '../typography';

/** The legal check, wherever it is shown. */
export const legal = french({
  title: 'Contrôle juridique',
  nothing: 'Rien à signaler.',
  severity: { blocks: 'Bloquant', asks: 'À confirmer', warns: 'À savoir' },
  blocked: 'Cet envoi est arrêté tant que ce point n\'est pas corrigé.',
  accept: 'Je l\'ai vérifié, garder quand même',
});
