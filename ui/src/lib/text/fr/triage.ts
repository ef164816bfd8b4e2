import { french } from '../typography';

/** The triage of a backlog: where each late client starts again. */
export const triage = french({
  title: 'Tri de l\'arriéré',
  about: 'Ces clients étaient déjà en retard à l\'import. Dites pour chacun où reprendre : rien ne leur sera envoyé avant votre confirmation.',
  columns: { client: 'Client', late: 'Retard', invoices: 'Factures', amount: 'Reste dû', why: 'Pourquoi cette étape', choice: 'Reprendre à' },
  kinds: { business: 'professionnel', consumer: 'particulier', public_body: 'acheteur public' },
  choiceFor: (name: string) => `Où reprendre avec ${name}`,
  auto: 'À son rythme : premier rappel quand son jour viendra',
  leave: 'Laisser de côté : aucune relance',
  proposed: (label: string) => `${label} (proposé)`,
  leaveAll: 'Tout laisser de côté',
  reset: 'Revenir aux propositions',
  changed: (number: number, written: string) => (number < 2 ? `${written} choix différent de la proposition` : `${written} choix différents de la proposition`),
  follows: 'Ce qui suivra',
  computing: 'Calcul de ce qui suivra…',
  confirm: (number: number, written: string) => (number < 2 ? 'Confirmer pour ce client' : `Confirmer pour les ${written} clients`),
  confirmAbout: 'Confirmer n\'envoie rien : chaque message sera préparé, puis relu par vous.',
  done: (number: number, written: string) => (number < 2 ? `Arriéré trié : ${written} client.` : `Arriéré trié : ${written} clients.`),
  none: 'Aucun arriéré à trier.',
  noneAbout: 'Les clients déjà en retard au moment d\'un import apparaissent ici.',
  toToday: 'Aller à Aujourd\'hui',
  toImport: 'Importer un fichier',
});
