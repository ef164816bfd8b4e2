import { french } from '../typography';

/** A key as the keyboard names it, and what it does. `ctrl`: with Ctrl, or ⌘; `shift`: with the capital key. */
type Line = { press: readonly string[]; ctrl?: boolean; shift?: boolean; does: string };
/** Where the keys work, and the files that listen to them: a test compares. */
type Group = { title: string; sources: readonly string[]; lines: readonly Line[] };

/** Every key of the app. */
export const keyMap: readonly Group[] = french<Group[]>([
  {
    title: 'Partout',
    sources: ['App.svelte', 'lib/ui/Panel.svelte'],
    lines: [
      { press: ['k'], ctrl: true, does: 'Rechercher un client, une facture, une action' },
      { press: ['/'], does: 'Rechercher, hors d\'un champ' },
      { press: ['p'], ctrl: true, does: 'Imprimer l\'écran ou la liste' },
      { press: ['?', 'F1'], does: 'Afficher ces raccourcis' },
      { press: ['Escape'], does: 'Fermer le volet, le menu ou la question' },
    ],
  },
  {
    title: 'Dans une liste',
    sources: ['lib/ui/DataTable.svelte'],
    lines: [
      { press: ['ArrowUp', 'ArrowDown'], does: 'Ligne précédente, suivante' },
      { press: ['PageUp', 'PageDown'], does: 'Une page plus haut, plus bas' },
      { press: ['Home', 'End'], does: 'Première, dernière ligne' },
      { press: ['Enter'], does: 'Ouvrir la ligne' },
      { press: [' '], does: 'Cocher la ligne' },
    ],
  },
  {
    title: 'Menus et recherche',
    sources: ['frame/Palette.svelte', 'frame/ContextMenu.svelte', 'lib/ui/menu.ts'],
    lines: [
      { press: ['ContextMenu'], does: 'Ouvrir le menu de la ligne, comme le clic droit' },
      { press: ['F10'], shift: true, does: 'De même' },
      { press: ['ArrowUp', 'ArrowDown'], does: 'Action précédente, suivante' },
      { press: ['Home', 'End'], does: 'Première, dernière action' },
      { press: ['Enter', ' '], does: 'Choisir' },
      { press: ['Escape', 'Tab'], does: 'Fermer le menu' },
    ],
  },
  {
    title: 'Aujourd\'hui',
    sources: ['views/today/View.svelte'],
    lines: [{ press: ['r'], does: 'Reporter la relance de la ligne' }],
  },
  {
    title: 'Relire une par une',
    sources: ['views/review/View.svelte', 'views/review/Letter.svelte'],
    lines: [
      { press: ['ArrowLeft', 'ArrowRight'], does: 'Message précédent, suivant' },
      { press: ['Enter'], does: 'Envoyer' },
      { press: ['r'], does: 'Reporter' },
      { press: ['p'], does: 'Appeler plutôt' },
      { press: ['l'], does: 'Ouvrir un litige' },
      { press: ['d'], does: 'Déjà payé' },
      { press: ['m'], does: 'Modifier le message' },
      { press: ['f'], does: 'Ajouter une phrase' },
      { press: ['Escape'], does: 'Quitter la modification, sinon revenir à Aujourd\'hui' },
    ],
  },
  {
    title: 'Rapprochement',
    sources: ['views/matching/View.svelte'],
    lines: [
      { press: ['ArrowUp', 'ArrowDown'], does: 'Ligne de banque précédente, suivante' },
      { press: ['1-5'], does: 'Accepter la proposition de ce rang' },
      { press: ['c'], does: 'Choisir ou partager' },
      { press: ['n'], does: 'Pas un règlement de client' },
    ],
  },
  {
    title: 'Scénarios',
    sources: ['views/plans/Line.svelte'],
    lines: [
      { press: ['ArrowLeft', 'ArrowRight'], does: 'Étape un jour plus tôt, plus tard' },
      { press: ['ArrowDown', 'ArrowUp'], does: 'Une semaine plus tôt, plus tard' },
    ],
  },
  {
    title: 'Dans un champ',
    sources: ['lib/ui/DateField.svelte', 'views/settings/MillimetreField.svelte', 'views/settings/TextArea.svelte'],
    lines: [
      { press: ['Enter'], does: 'Lire la date tapée ; insérer le mot proposé' },
      { press: ['ArrowUp', 'ArrowDown'], does: 'Un millimètre de plus, de moins ; mot proposé précédent, suivant' },
      { press: ['Tab'], does: 'Insérer le mot proposé' },
      { press: ['Escape'], does: 'Fermer la liste des mots' },
    ],
  },
]);

/** What is printed on the key. */
export const keyNames: Readonly<Record<string, string>> = french({
  ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', PageUp: 'Page ↑', PageDown: 'Page ↓', Home: 'Début', End: 'Fin',
  Enter: 'Entrée', Escape: 'Échap', ContextMenu: 'Menu', ' ': 'Espace', '1-5': '1 à 5', Control: 'Ctrl', Shift: 'Maj',
});

/** The window of the keys. */
export const keysWindow = french({ title: 'Raccourcis du clavier', about: 'Tout se fait aussi à la souris. Les lettres agissent hors des champs.', guide: 'En savoir plus dans le guide' });
