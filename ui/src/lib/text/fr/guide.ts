import { french } from '../typography';

/** « Guide »: the words around its pages, which are in `src/guide/`. */
export const guide = french({
  title: 'Guide',
  search: 'Chercher dans le guide',
  groups: { start: 'Se servir d\'Échu', law: 'Ce que dit la loi', rules: 'Pourquoi ça part, pourquoi ça attend' },
  none: 'Aucune page ne contient ces mots.',
  found: (number: number, written: string) => (number < 2 ? `${written} page` : `${written} pages`),
  unknown: 'Cette page n\'existe pas.',
  all: 'Toutes les pages',
});
