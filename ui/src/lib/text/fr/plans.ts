import type { DebtorKind, Profile, Tone } from '$lib/backend/contract.gen';
import type { Way } from '../../../views/plans/stops';
import { french } from '../typography';

const kinds: Record<DebtorKind, string> = { business: 'professionnels', consumer: 'particuliers', public_body: 'acheteurs publics' };
const tones: Record<Tone, string> = { courtesy: 'Avis courtois', first: '1er rappel', firm: 'Relance ferme', last: 'Dernier avis', formal_notice: 'Mise en demeure' };
const ways: Record<Way, string> = { email: 'e-mail', email_call: 'e-mail et appel', phone: 'Appel', sms: 'SMS', letter: 'lettre', registered_letter: 'recommandé', visit: 'Visite', decision: 'Décision' };
const waysLong: Record<Way, string> = {
  email: 'E-mail', email_call: 'E-mail et appel', phone: 'Appel', sms: 'SMS, envoyé de votre téléphone', letter: 'Lettre simple',
  registered_letter: 'Lettre recommandée', visit: 'Visite', decision: 'Décision : le dossier vous revient',
};
const days = (number: number) => `${number} jour${number > 1 ? 's' : ''}`;

/** « Scénarios »: the plans of reminders. */
export const plans = french({
  title: 'Scénarios',
  following: {
    title: 'Le scénario suit la façon de payer du client',
    about: 'Échu choisit le scénario des clients pour qui vous n\'en avez choisi aucun, et le change quand ils paient mieux ou moins bien. Votre choix sur la fiche d\'un client passe toujours avant ; ce qu\'il a déjà reçu compte, et rien ne part sans ce que vous avez approuvé ou réglé.',
    off: 'Échu conseille seulement : le scénario qui conviendrait est proposé sur la fiche du client.',
    guide: 'Comment Échu en juge',
    of: (kind: string) => `Pour les ${kind}`,
    profiles: { new: 'Nouveau', good: 'Bon payeur', slow: 'Lent', at_risk: 'À risque' } satisfies Record<Profile, string>,
    usual: (name: string) => `Par défaut (${name})`,
    saved: 'Enregistré. Les clients concernés suivent leur nouveau scénario dès maintenant.',
    savedOff: 'Enregistré. Ces clients suivent de nouveau le scénario de leur catégorie.',
  },
  titleOf: (name: string) => `Scénario « ${name} »`,
  defaultChip: 'Par défaut',
  about: (byDefault: boolean, named: number, written: string, kind: string) => {
    const own = named === 0 ? '' : named === 1 ? `${written} client le suit, par votre choix ou celui d'Échu.` : `${written} clients le suivent, par votre choix ou celui d'Échu.`;
    if (byDefault) return `Suivi par les ${kind} qui n'en ont pas d'autre. ${own}`.trim();
    return own || `Fait pour les ${kind} ; aucun client ne le suit encore. Il se choisit sur la fiche du client.`;
  },
  newAbout: 'Une copie à votre façon : rien n\'est gardé avant « Enregistrer ».',
  guide: 'Comment marche un scénario',
  plan: 'Scénario',
  newPlan: 'Nouveau scénario',
  kinds,
  isDefault: ' (par défaut)',
  more: 'Plus',
  duplicate: 'Nouveau scénario à partir de celui-ci',
  copyOf: (name: string) => `${name}, à ma façon`,
  makeDefault: (kind: string) => `Suivre par défaut pour les ${kind}`,
  nowDefault: (name: string, kind: string) => `« ${name} » est maintenant suivi par défaut par les ${kind}.`,
  restore: 'Revenir aux étapes d\'origine',
  retire: 'Retirer ce scénario',
  retired: (name: string) => `Scénario « ${name} » retiré.`,
  retireConfirm: {
    title: (name: string) => `Retirer le scénario « ${name} » ?`,
    about: (named: number, written: string) =>
      named === 0
        ? 'Il ne sera plus proposé. L\'historique garde ce qui a été envoyé.'
        : `${named === 1 ? `Le client qui le suit prendra` : `Les ${written} clients qui le suivent prendront`} le scénario par défaut, et continueront où ils en sont : personne ne reçoit deux fois le même rappel. L'historique garde ce qui a été envoyé.`,
    yes: 'Retirer le scénario',
  },
  line: 'Étapes du scénario, de l\'échéance à la fin',
  tones,
  ways,
  waysLong,
  card: 'fiche à remplir',
  decisionAbout: 'Ce jour-là, rien ne part : le dossier entre dans « À décider », et vous choisissez la suite. Rien ne vient après.',
  spokenAbout: 'Une fiche vous attend dans « Aujourd\'hui » : elle est faite quand vous en notez le résultat. Si le message suivant est prêt avant, elle est dépassée.',
  smsAbout: 'Le texte est écrit, vous l\'envoyez de votre téléphone, et l\'étape est faite quand vous le dites.',
  due: 'Échéance',
  end: 'À vous',
  endAbout: 'vous décidez',
  over: 'Fin',
  short: (day: number) => (day === 0 ? 'J' : day > 0 ? `J+${day}` : `J−${-day}`),
  day: (day: number) => (day === 0 ? 'le jour de l\'échéance' : day > 0 ? `${days(day)} après l'échéance` : `${days(-day)} avant l'échéance`),
  add: 'Ajouter une étape',
  hint: 'Glissez une étape pour changer son jour, ou déplacez-la avec ← et →.',
  name: 'Nom du scénario',
  step: 'Réglages de l\'étape',
  days: 'Jours',
  side: 'Par rapport à l\'échéance',
  before: 'avant l\'échéance',
  after: 'après l\'échéance',
  badDay: (before: string, after: string) => `Au plus ${before} jours avant, ${after} après.`,
  tone: 'Ce qu\'elle dit',
  way: 'Par quel moyen',
  unread: 'Peut partir sans relecture',
  unreadAbout: 'Le message part seul au prochain jour ouvré, annoncé la veille ; vous pouvez le retenir. Sans cette case, il est préparé et attend votre clic.',
  readAbout: 'Vous relisez toujours cette étape : seul un e-mail courtois peut partir seul, et jamais juste avant une mise en demeure.',
  readText: 'Lire le texte',
  remove: 'Retirer l\'étape',
  coming: 'Ce que recevrait un client',
  choose: 'Choisir un de vos clients',
  example: 'Revenir à l\'exemple',
  client: 'Client',
  ofClient: (name: string) => `${name}, à partir d'aujourd'hui, si rien n'est payé.`,
  invented: (day: string) => `Exemple : une facture à régler le ${day}, si rien n'est payé.`,
  dueOn: 'À régler le',
  nothing: 'Rien : aucune étape ne viendrait.',
  columns: { day: 'Jour', what: 'Étape', why: 'Pourquoi ce jour' },
  withCall: 'et un appel',
  onTime: 'À son jour.',
  comingAbout: 'Ni samedi, ni dimanche, ni jour férié. Si vous êtes absent, une étape attend votre retour ; rien ne part en rafale.',
  unsaved: 'Modifications non enregistrées.',
  cannot: 'À corriger avant d\'enregistrer.',
  clean: 'Tout est enregistré.',
  forget: 'Revenir à ce qui est enregistré',
  giveUp: 'Abandonner',
  saved: 'Scénario enregistré.',
  savedWithdrawn: (number: number, written: string) =>
    number === 1
      ? 'Scénario enregistré. Une relance préparée pour une étape qui a changé est retirée : préparez de nouveau les relances du jour.'
      : `Scénario enregistré. ${written} relances préparées pour des étapes qui ont changé sont retirées : préparez de nouveau les relances du jour.`,
});
