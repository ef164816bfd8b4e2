/** Search in the guide, as a person asks: accents, plurals and small words aside, other words for the same thing, titles first. */
import type { Page } from '../../guide';
import { plain } from './inline';

/** Without accents nor case; « 40 € » is « 40 euros ». */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replace(/€/g, ' euros ');
}

/** Words that say nothing of what is looked for. */
const SMALL = new Set(
  ('a ai as au aux avec avoir ce ces cet cette ca comment combien dans de des du d elle en est et etre faire fait faut fois il ils j je l la le les leur lui m ma me mes mon n ne '
    + 'nous on ou par pas plus pour pourquoi puis peux peut que quel quelle quelles quels qu qui quoi quand s sa se ses si son sont sur t ta te tes ton tout trop un une veux vos votre vous y').split(' '),
);

/** The beginning that a word shares with its plural and its feminine. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  return word.replace(/(?:aux|als?)$/, 'a').replace(/[sxe]+$/, '').replace(/(?:er|ez|ant)$/, '');
}

const cut = (text: string): string[] => fold(text).split(/[^a-z0-9+]+/).filter(Boolean);

/** Groups of words that people use for the same thing; the first are those of the guide. */
const SAME: readonly (readonly string[])[] = [
  ['annuler', 'retenir', 'retirer', 'stopper', 'bloquer', 'changer', 'arreter', 'empecher'],
  ['envoi', 'envoyer', 'expedier', 'partir'],
  ['agrandir', 'zoom', 'zoomer', 'grossir', 'rapetisser', 'taille', 'police', 'lisible', 'petit', 'gros', 'caractere'],
  ['clavier', 'raccourci', 'touche'],
  ['email', 'courriel', 'mail', 'message', 'messagerie', 'gmail', 'outlook', 'smtp'],
  ['mot', 'passe', 'connecter', 'connexion'],
  ['telephone', 'telephoner', 'appel', 'appeler', 'coup'],
  ['banque', 'releve', 'bancaire', 'compte'],
  ['rapprocher', 'pointer', 'lettrer', 'lettrage', 'rapprochement', 'affecter', 'imputer'],
  ['importer', 'import', 'csv', 'excel', 'tableur', 'charger', 'recuperer', 'fichier'],
  ['exporter', 'export', 'extraire', 'telecharger', 'emporter'],
  ['sauvegarde', 'backup', 'copie', 'perdu', 'panne'],
  ['restauration', 'restaurer', 'recuperer', 'revenir'],
  ['penalite', 'interet', 'retard', 'taux'],
  ['indemnite', 'forfait', 'forfaitaire', '40'],
  ['mise', 'med'],
  ['recommande', 'lrar', 'ar', 'accuse', 'reception', 'laposte', 'poste'],
  ['prescription', 'prescrire', 'delai', 'expire', 'tard', 'agir'],
  ['tribunal', 'juge', 'justice', 'injonction', 'proces', 'procedure', 'huissier', 'commissaire'],
  ['echeancier', 'echelonner', 'etaler', 'plusieurs', 'mensualite', 'facilite', 'paiement'],
  ['litige', 'contester', 'conteste', 'contestation', 'desaccord'],
  ['faillite', 'liquidation', 'redressement', 'insolvable', 'creance', 'collective', 'declaration', 'declarer'],
  ['perte', 'irrecouvrable', 'impaye', 'abandonner', 'perdue'],
  ['acompte', 'partiel', 'partie', 'avoir'],
  ['double', 'doublon', 'fusionner', 'fusion'],
  ['rgpd', 'personnel', 'donnee', 'effacer', 'supprimer', 'confidentialite', 'oublier'],
  ['scenario', 'etape', 'calendrier', 'modele', 'rythme', 'frequence'],
  ['modifier', 'changer', 'corriger', 'ecrire', 'personnaliser'],
  ['texte', 'modele', 'phrase', 'ecrire', 'personnaliser', 'formule', 'rediger'],
  ['automatique', 'automatiquement', 'seul', 'relire', 'auto'],
  ['dossier', 'preuve', 'avocat'],
  ['tableau', 'bord', 'dso', 'chiffre', 'statistique', 'tresorerie', 'prevision'],
  ['rapport', 'comptable', 'bilan', 'balance', 'agee', 'expert'],
  ['mediation', 'mediateur', 'conciliateur', 'conciliation', 'amiable'],
  ['jour', 'mettre', 'version', 'maj', 'update', 'nouveaute'],
  ['arriere', 'trier', 'ancien', 'vieille'],
  ['imprimer', 'impression', 'imprimante', 'papier'],
  ['relance', 'relancer', 'rappel', 'rappeler'],
  ['regler', 'reglement', 'payer', 'paye', 'paie', 'paiement'],
  ['aide', 'aider', 'bug', 'probleme', 'support', 'marche'],
];

/** What stands for a typed word: itself, and the words of its groups. */
function meant(word: string): ReadonlySet<string> {
  const own = stem(word);
  const all = SAME.filter((group) => group.some((one) => stem(one) === own)).flat();
  return new Set([own, ...all.map(stem)]);
}

/** All the words of a page, without its markup. */
export function wordsOf(page: Page): string {
  const blocks = page.blocks.flatMap((block) => {
    if (typeof block === 'string') return [block];
    if ('head' in block) return [block.head];
    if ('list' in block) return block.list;
    return 'steps' in block ? block.steps : [block.note];
  });
  return [page.title, ...blocks.map(plain)].join(' ');
}

const headsOf = (page: Page): string => page.blocks.map((block) => (typeof block !== 'string' && 'head' in block ? block.head : '')).join(' ');

type Known = { page: Page; title: string[]; heads: string[]; all: string[] };
const read = new WeakMap<Page, Known>();

function known(page: Page): Known {
  const before = read.get(page);
  if (before) return before;
  const stems = (text: string): string[] => cut(text).map(stem);
  const now = { page, title: stems(page.title), heads: stems(headsOf(page)), all: stems(wordsOf(page)) };
  read.set(page, now);
  return now;
}

/** How well a page answers a word; zero when it does not hold it. The word typed counts more than another that means the same. */
function weigh({ title, heads, all }: Known, word: string): number {
  const own = stem(word);
  const begins = (one: string) => one.startsWith(own) || (own.length > 4 && one.includes(own));
  if (title.some(begins)) return 40;
  const times = all.filter(begins).length;
  if (times > 0) return (heads.some(begins) ? 16 : 6) + Math.min(times, 8);
  const others = meant(word);
  if (title.some((one) => others.has(one))) return 14;
  return all.some((one) => others.has(one)) ? (heads.some((one) => others.has(one)) ? 5 : 2) : 0;
}

/** The pages that answer what was typed, the best first: those that hold every telling word, or all but one. */
export function search(pages: readonly Page[], typed: string): readonly Page[] {
  const all = cut(typed);
  const telling = all.filter((word) => !SMALL.has(word));
  const words = telling.length > 0 ? telling : all;
  if (words.length === 0) return pages;
  const weights = pages.map((page) => words.map((word) => weigh(known(page), word)));
  /** A word that most pages hold says little of which one is looked for. */
  const tells = words.map((_, at) => Math.log((pages.length + 1) / (1 + weights.filter((of) => (of[at] ?? 0) > 0).length)) + 0.1);
  const judged = pages.map((page, place) => {
    const own = weights[place] ?? [];
    return { page, held: own.filter((weight) => weight > 0).length, weight: own.reduce((sum, weight, at) => sum + weight * (tells[at] ?? 0), 0) };
  });
  const most = Math.max(0, ...judged.map(({ held }) => held));
  if (most * 2 < words.length || most === 0) return [];
  const best = judged.filter(({ held }) => held > 0 && held >= most - (most > 1 ? 1 : 0));
  return best.sort((one, next) => next.weight * next.held - one.weight * one.held).map(({ page }) => page);
}
