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
          '**Médiation, conciliation** : médiateur des entreprises entre professionnels (gratuit, confidentiel), conciliateur de justice. Elles suspendent la prescription (C. civ., art. 2238).',
          '**Injonction de payer** (CPC, art. 1405 à 1425) : une requête au juge du lieu où demeure le débiteur, sans audience au départ.',
          '**Petites créances** (CPCE, art. L125-1) : jusqu\'à 5 000 € de principal **et intérêts**, par commissaire de justice. Le débiteur a un mois ; son silence est un refus. Les frais restent à votre charge. Cette voie est exclue entre commerçants depuis le 25 avril 2026 (loi n° 2026-307, à vérifier).',
          '**Créance commerciale incontestée** (CPCE, art. L126-1 à L126-5, à vérifier) : entre commerçants seulement. Décret et tarif n\'ont pas été trouvés.',
          '**Référé-provision** (CPC, art. 872-873 et 834-835) et **assignation au fond**, quand la créance est discutée.',
          '**Professionnel** : avocat, commissaire de justice, société de recouvrement. Sans titre exécutoire, leurs frais restent à votre charge (CPCE, art. L111-8).',
          '**Passage en perte** : une écriture ; la dette existe encore.',
          '**Procédure collective** : seule la déclaration de créance est ouverte, dans les deux mois de la publication au BODACC (C. com., art. R622-24), quatre si elle est ouverte en métropole et que vous n\'y demeurez pas (à vérifier).',
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
];
