/** What comes after the notice: the routes, their deadlines, their doubts. It follows the fact sheet of the project, dated 22 November 2026. */
import type { Page } from './page';

/** « Que faire maintenant ? » */
export const after: Page[] = [
  {
    key: 'apres-la-mise-en-demeure',
    group: 'law',
    title: 'Que faire après la mise en demeure ?',
    blocks: [
      'Quand la mise en demeure n\'a rien donné, plusieurs voies existent. L\'écran « Que faire maintenant ? » (fiche du client, menu, ou [À décider](#/ending)) les compare sur votre créance : **ouverte**, **à vérifier** ou **fermée**, avec la raison de chaque réponse. Ce qu\'Échu ne sait pas reste « à vérifier » : rien n\'est deviné. Échu ne dépose rien à votre place, et ne remplace pas un conseil.',
      { head: 'Les voies' },
      {
        list: [
          '**Échéancier** : un accord écrit ; la reconnaissance de la dette interrompt la prescription (C. civ., art. 2240).',
          '**Médiation, conciliation** : médiateur des entreprises entre professionnels (gratuit, confidentiel), conciliateur de justice. Elles suspendent la prescription (C. civ., art. 2238) ; voir [Proposer une médiation](#/guide/mediation).',
          '**Injonction de payer** (CPC, art. 1405 à 1425) : une requête au juge du lieu où demeure le débiteur, sans audience au départ.',
          '**Petites créances** (CPCE, art. L125-1) : jusqu\'à 5 000 € de principal **et intérêts**, par commissaire de justice. Le débiteur a un mois ; son silence est un refus. Les frais restent à votre charge. Cette voie est exclue entre commerçants depuis le 25 avril 2026 (loi n° 2026-307, à vérifier).',
          '**Créance commerciale incontestée** (CPCE, art. L126-1 à L126-5, à vérifier) : entre commerçants seulement. Décret et tarif n\'ont pas été trouvés.',
          '**Référé-provision** (CPC, art. 872-873 et 834-835) et **assignation au fond**, quand la créance est discutée.',
          '**Professionnel** : avocat, commissaire de justice, société de recouvrement. Sans titre exécutoire, leurs frais restent à votre charge (CPCE, art. L111-8).',
          '**Passage en perte** : une écriture ; la dette existe encore.',
          '**Procédure collective** : seule la déclaration de créance est ouverte, dans les deux mois de la publication au BODACC (C. com., art. R622-24), quatre si elle est ouverte en métropole et que vous n\'y demeurez pas (à vérifier). Voir [Déclarer une créance](#/guide/declaration-de-creance).',
        ],
      },
      { head: 'La vie d\'une injonction de payer' },
      {
        steps: [
          '**Requête** : elle n\'interrompt **pas** la prescription (Cass. 1re civ., 9 septembre 2020, n° 19-12.006). Voir [Les délais pour agir](#/guide/prescription). Au tribunal de commerce, les frais se consignent dans les quinze jours (CPC, art. 1425).',
          '**Ordonnance** : à faire signifier (remettre par un commissaire de justice) dans les **trois mois** si elle est rendue depuis le 1er septembre 2026, **six mois** avant (CPC, art. 1411 ; décret n° 2026-96, recoupé mais à vérifier). Sinon elle est sans effet (non avenue). Échu le rappelle à 60 et 80 jours.',
          '**Signification** : c\'est elle qui interrompt la prescription. Le débiteur a un mois pour s\'opposer ; si l\'acte ne lui a pas été remis en personne, jusqu\'à un mois après le premier acte remis en personne ou la première mesure d\'exécution (CPC, art. 1416).',
          '**Exécution** : pour les ordonnances rendues depuis le 1er septembre 2026, deux mois après la signification, sans avis d\'opposition (CPC, art. 1422, à vérifier).',
        ],
      },
      { head: 'Comment les dates sont comptées' },
      'Un délai en mois finit le jour du mois qui porte le même numéro (le quantième), ou le dernier jour du mois s\'il n\'existe pas ; un délai en jours ne compte pas le jour de l\'acte (CPC, art. 641). Un dernier jour qui tombe un samedi, un dimanche ou un jour férié est reporté au premier jour ouvrable (CPC, art. 642), selon les jours fériés du lieu du débiteur. Pour les délais que d\'autres codes fixent, le report n\'est pas sûr : Échu retient le jour prudent, sans report pour vous, avec report pour le débiteur.',
      { head: 'Quel tribunal' },
      'Client commerçant : tribunal de commerce, ou tribunal des activités économiques dans douze villes jusqu\'au 31 décembre 2028 (Avignon, Auxerre, Le Havre, Le Mans, Limoges, Lyon, Marseille, Nancy, Nanterre, Paris, Saint-Brieuc, Versailles) ; en Alsace-Moselle, chambre commerciale du tribunal judiciaire. Client non commerçant : tribunal judiciaire ; mais entre artisans, ou d\'artisan à commerçant, le tribunal de commerce depuis 2022 (C. com., art. L721-3, à vérifier). Particulier : selon le montant, à vérifier. Les numéros de formulaire (Cerfa 12946*02, 12948*06) sont donnés avec leur version à vérifier.',
      { head: 'Une procédure ouverte' },
      'Elle arrête les relances de ses factures jusqu\'à sa clôture. Vous notez chaque étape avec sa date ; les délais s\'en déduisent, et « Aujourd\'hui » montre ceux qui approchent. Une signification, une assignation, une mesure d\'exécution font repartir le délai pour agir : Échu le note sur chaque facture, et le reprend si vous reprenez l\'étape. Une ordonnance signifiée trop tard n\'interrompt rien, ni ce qui est saisi ensuite ; une demande en justice abandonnée ou rejetée non plus (C. civ., art. 2243) : à la clôture, Échu reprend alors l\'ancien délai.',
      { head: 'Ça vaut le coup ?' },
      'Créance × chance − coûts − temps passé : vos chiffres, sans valeur par défaut. Les frais de greffe diffèrent d\'une source à l\'autre (25,19 €, 30,23 €, 33,47 €) : ils ne sont pas pré-remplis. Tant qu\'un coût est inconnu, aucun gain n\'est annoncé ; des heures laissées vides comptent pour zéro.',
      { note: 'Sources : Code de procédure civile, art. 641-642, 1405-1425 ; Code des procédures civiles d\'exécution, art. L111-8, L125-1, R125-1, L126-1 à L126-5 ; Code de commerce, art. L721-3, R622-24, L622-26, L624-9 ; décret n° 2026-96 du 16 février 2026 ; loi n° 2026-307 du 23 avril 2026. État au 22 novembre 2026 ; à vérifier sur Légifrance avant d\'agir.' },
    ],
  },
  {
    key: 'mediation',
    group: 'law',
    title: 'Proposer une médiation ou une conciliation',
    blocks: [
      'Quand un client conteste, ou ne répond plus, un tiers peut aider à trouver un accord. Depuis le litige (fiche du client) ou « Que faire maintenant ? », suivez la voie « Médiation ou conciliation » : les relances des factures choisies s\'arrêtent, et la lettre se prépare dans la procédure.',
      { head: 'Qui proposer' },
      {
        list: [
          '**Médiateur des entreprises** : entre professionnels, ou avec un acheteur public ; gratuit et confidentiel.',
          '**Conciliateur de justice** : il aide à trouver un accord et n\'en impose aucun. Avec un acheteur public, demandez-lui d\'abord s\'il accepte (à vérifier).',
          '**Médiateur de la consommation** : c\'est le droit du particulier, et lui seul peut le saisir (C. conso., art. L612-1). La lettre le lui rappelle avec les coordonnées de votre médiateur (Réglages) ; vous ne pouvez pas le saisir à sa place.',
        ],
      },
      { head: 'La lettre' },
      'Elle dit ce dont il s\'agit, ce qui est contesté, et demande une réponse pour une date : elle ne réclame rien, et ne remplace pas une mise en demeure. Elle est numérotée (PRO-année-numéro) et figée ; quand vous notez son envoi, « Médiation proposée » devient une étape, avec sa date. Notez ensuite l\'issue : **accord**, **sans accord** ou **sans réponse**.',
      { head: 'Et la prescription ?' },
      'Une médiation ou une conciliation suspend le délai (C. civ., art. 2238). La seule proposition n\'y change rien, et Échu ne décale jamais la date de lui-même : il garde le jour le plus prudent. Voir [Les délais pour agir](#/guide/prescription).',
    ],
  },
  {
    key: 'declaration-de-creance',
    group: 'law',
    title: 'Déclarer une créance',
    blocks: [
      'Votre client est en sauvegarde, en redressement ou en liquidation judiciaire : relances et poursuites s\'arrêtent, et seule la **déclaration de créance** garde votre droit. Elle va au mandataire judiciaire ou au liquidateur, jamais au débiteur.',
      {
        steps: [
          'Notez le **jugement d\'ouverture** sur la fiche du client.',
          'Dans « Que faire maintenant ? », suivez « Déclaration de créance » avec les factures nées avant le jugement.',
          'Notez la **publication au BODACC** : le délai de deux mois en part (C. com., art. R622-24), quatre pour un créancier hors métropole (à vérifier). Sans cette date, Échu refuse de préparer la lettre.',
          'Préparez la déclaration : procédure, nom et adresse du mandataire (dans l\'annonce), tribunal, privilège s\'il y en a un.',
          'Imprimez, signez, postez en recommandé ; notez l\'envoi et joignez la preuve de dépôt. La date d\'expédition fait foi (Cass. com., 28 janvier 1997, n° 94-21.125), et le compte à rebours s\'arrête.',
        ],
      },
      { head: 'Ce qui est déclaré' },
      {
        list: [
          'Le **principal TTC**, facture par facture ; ce que règlements et avoirs ont éteint depuis le jugement est déduit.',
          'Les **pénalités arrêtées au jour du jugement**, ce jour compris (C. com., art. L622-28), avec leur calcul en annexe. Un taux inconnu fait refuser la lettre.',
          'L\'**indemnité de 40 €** pour les seules factures déjà en retard avant le jugement (C. com., art. L441-10).',
          'Ce qui est contesté est déclaré quand même, en le disant.',
          '« À titre chirographaire » si vous n\'indiquez aucun privilège ; la **réserve de propriété** est citée si elle est sur la fiche du client.',
        ],
      },
      'Passé le dernier jour, la lettre le dit et réserve le relevé de forclusion (six mois, C. com., art. L622-26) : voyez votre conseil sans attendre.',
      { note: 'Sources : Code de commerce, art. R622-24, L622-26, L622-28, L624-9, L441-10. État au 22 novembre 2026 ; à vérifier sur Légifrance avant d\'agir.' },
    ],
  },
  {
    key: 'garanties-et-encours',
    group: 'law',
    title: 'Garanties, encours et compensation',
    blocks: [
      'La fiche d\'un client peut porter ce qui couvre ce qu\'il vous doit. Tout est facultatif, noté à la main ; chaque modification est gardée.',
      {
        list: [
          '**Garant** : qui s\'est engagé à payer à sa place, comment, jusqu\'à combien, et où c\'est écrit. Échu le rappelle dans « Que faire maintenant ? » ; il n\'écrit pas au garant.',
          '**Réserve de propriété** : depuis quand, et dans quel document. Elle est citée dans une déclaration de créance.',
          '**Encours autorisé** : au-delà, la fiche et la liste des clients le signalent. Rien n\'est bloqué. L\'acompte conseillé pour le prochain devis est dit avec [son profil](#/guide/comment-il-paie), jamais imposé.',
          '**Aussi fournisseur** : ce que vous lui devez, daté du jour où vous le notez.',
        ],
      },
      { head: 'Compenser deux dettes' },
      'Deux dettes réciproques d\'argent, **certaines, liquides et exigibles**, s\'éteignent à hauteur de la plus petite (C. civ., art. 1347 et 1347-1). Échu le propose pour ce qui est échu et non contesté ; vous confirmez que les conditions sont réunies, et un règlement « Compensation (C. civ. 1347) » est enregistré : il s\'annule comme un autre. Prévenez votre client par écrit. En procédure collective (C. com., art. L622-7) ou avec un acheteur public, Échu ne la propose pas : voyez votre conseil ou le comptable public.',
    ],
  },
  {
    key: 'passage-en-perte-et-tva',
    group: 'law',
    title: 'Passage en perte : motif et TVA',
    blocks: [
      'Une facture passée en perte garde, sur sa fiche, le **motif** de la perte, ce qui le prouve, et ce que devient sa TVA. L\'export « Passages en perte » les donne à votre comptable, avec les montants.',
      { head: 'La TVA déjà versée' },
      'Si vous l\'avez déjà versée (livraison de biens, ou option pour les débits), elle se récupère quand la créance est **définitivement** irrécouvrable (CGI, art. 272-1, à vérifier) ; en liquidation judiciaire, dès le jugement de liquidation (à vérifier).',
      {
        steps: [
          'Notez depuis quand elle est irrécouvrable, et le justificatif.',
          'Recopiez de la facture le prix net et la TVA de ce qui reste impayé : Échu ne connaît que le TTC, et ne devine rien.',
          'Adressez au client un **duplicata** de la facture portant la mention de la loi, ou l\'**état récapitulatif** qu\'Échu établit : il ne peut pas refaire votre facture.',
          'Récupérez la TVA au plus tard le 31 décembre de la deuxième année (à vérifier avec votre comptable).',
        ],
      },
      { head: 'La TVA sur les encaissements' },
      'Pour des prestations de services, sans option, la TVA n\'est due qu\'au paiement : ce qui n\'a pas été payé n\'a pas donné lieu à TVA, et il n\'y a **rien à récupérer**.',
      { note: 'Source : CGI, art. 272-1, dont le texte n\'a pas été relu. À vérifier avec votre comptable.' },
    ],
  },
];
