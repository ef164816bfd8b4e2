import type { PlanBy } from '$lib/backend/contract.gen';
import { french } from '../typography';

function followedBy(by: PlanBy, since: string): string {
  switch (by) {
    case 'person':
      return 'choisi par vous';
    case 'profile':
      return `choisi par Échu d'après sa façon de payer, le ${since}`;
    case 'care':
      return 'celui de sa catégorie : Échu n\'en choisit pas pour un client à ménager';
    case 'usual':
      return 'celui de sa catégorie';
  }
}

/** How a client pays: his profile, its reasons, what the registers say of him. */
export const standing = french({
  title: 'Comment il paie',
  score: (score: number) => `${score} sur 100`,
  tooSoon: 'Trop tôt pour le noter.',
  why: 'Comment c\'est calculé ?',
  plan: (name: string) => `Scénario qui lui conviendrait : « ${name} ».`,
  takePlan: 'Prendre ce scénario',
  planTaken: 'Scénario changé. Ce qu\'il a déjà reçu compte dans le nouveau.',
  followed: (name: string, by: PlanBy, since: string) => `Il suit le scénario « ${name} », ${followedBy(by, since)}.`,
  choose: 'Choisir moi-même',
  choice: 'Son scénario',
  chooseThis: 'Suivre celui-ci',
  keepChoice: 'Annuler',
  chosen: 'Scénario choisi par vous. Échu ne le changera plus. Ce qu\'il a déjà reçu compte.',
  giveBack: 'Laisser Échu choisir',
  givenBack: 'Échu choisit de nouveau son scénario. Ce qu\'il a déjà reçu compte.',
  history: 'Son profil au fil des mois',
  since: (label: string, day: string, reason: string) => `${label} au ${day} : ${reason}`,
  solvency: 'Solvabilité',
  never: 'Jamais vérifiée.',
  lastCheck: (day: string) => `Dernière vérification le ${day}.`,
  noSiren: 'Sans SIREN, les registres ne peuvent pas être ouverts à sa page.',
  addSiren: 'Compléter la fiche',
  open: 'Lire dans le navigateur :',
  note: 'Noter ce que j\'ai lu…',
  check: (day: string, source: string) => `${day}, ${source}`,
  registers: { directory: 'Annuaire des entreprises', bodacc: 'BODACC', inpi: 'Registre national des entreprises (INPI)', other: 'Autre source' },
  dialog: {
    title: 'Noter une vérification',
    about: 'Restez factuel : ce que vous écrivez peut être lu par le client s\'il le demande.',
    on: 'Lu le',
    register: 'Où',
    finding: 'Ce qui est publié',
    findingHelp: 'Par exemple : active, aucune procédure publiée.',
    needDay: 'Indiquez le jour.',
    save: 'Noter',
    saved: 'Vérification notée.',
  },
});
