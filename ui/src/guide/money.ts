/** The pages on where the money is, and on keeping what one knows. */
import type { Page } from './page';

/** From the dashboard to the backups. */
export const money: Page[] = [
  {
    key: 'tableau-de-bord',
    group: 'start',
    title: 'Lire le tableau de bord',
    blocks: [
      'Le [tableau de bord](#/dashboard) dit où est votre argent : ce qu\'on vous doit et depuis quand, ce qui devrait rentrer, en combien de temps vos clients paient, et qui est le plus en retard. **Chaque chiffre se clique** : il ouvre les lignes dont il est le total, à lire, à imprimer ou à enregistrer.',
      { head: 'Ce qu\'on vous doit, par âge' },
      'Chaque reste dû, rangé par jours de retard. Un clic sur une tranche ouvre ses factures. Une facture sans échéance n\'a pas d\'âge : elle est à part, et n\'est jamais relancée tant que vous ne lui avez pas donné de date.',
      { head: 'Ce qui devrait rentrer' },
      'Treize semaines. En foncé, ce qui est promis ou prévu par un échéancier ; en moyen, ce que disent les habitudes de chaque client (la valeur du milieu de ses paiements de deux ans, à partir de trois) ; en clair, la date d\'échéance quand rien d\'autre n\'est connu. Ce qui a dépassé toute date connue, ce qui est en litige et ce qui n\'a pas d\'échéance est compté à part : Échu ne devine pas.',
      { head: 'Le délai moyen de paiement (DSO)' },
      'Ce qu\'on vous doit × 91 ÷ ce que vous avez facturé en 91 jours, taxes comprises, avoirs déduits. À 45 jours, un mois et demi de votre travail n\'est pas encore payé. « Voir en tableau » montre chaque mois avec les montants du calcul. **Encaissé** y est tout l\'argent reçu dans le mois, affecté ou non à une facture : le même chiffre qu\'en haut de l\'écran.',
      { head: 'Ce qui marche' },
      'Chaque règlement des douze derniers mois est rangé à côté du dernier contact qui l\'a précédé : vous voyez quelle étape est suivie d\'argent, et en combien de jours. Ce n\'est pas une preuve que la relance l\'a fait venir. Au-dessous : la part payée de ce qui est arrivé à échéance, les promesses tenues, les pénalités réclamées, encaissées et abandonnées, les litiges en cours.',
      { note: 'Sous chaque graphique, « Comment c\'est calculé » donne la formule, et « Voir en tableau » les mêmes chiffres en toutes lettres.' },
    ],
  },
  {
    key: 'rapports',
    group: 'start',
    title: 'Les rapports, et ce que demande le comptable',
    blocks: [
      'Les [rapports](#/reports) sont des tableaux à lire, à imprimer ou à enregistrer en PDF, en CSV ou pour Excel. Un total y est toujours la somme des lignes imprimées. Sous chaque tableau, « Comment c\'est calculé » dit la méthode et, quand il y en a un, l\'article de loi.',
      { head: 'Lequel pour quoi' },
      {
        list: [
          '[Balance âgée](#/reports/aged_balance) : ce que chaque client devait un soir donné, par âge. À la clôture, choisissez le dernier jour de l\'exercice : les règlements venus depuis n\'y comptent pas.',
          '[Relevé de compte d\'un client](#/reports/client_statement) : ce qu\'il devait, chaque facture, avoir et règlement dans l\'ordre, et le solde après chacun. Utile quand vous n\'êtes pas d\'accord sur ce qui reste dû.',
          '[Activité, pour le comptable](#/reports/activity) : facturé, avoirs, encaissé, rejeté, perdu, avec le solde des comptes clients au début et à la fin, et le détail de ces deux soldes.',
          '[Journal des relances](#/reports/reminder_journal) : ce qui est parti, à qui, par quel moyen, et comment cela a fini.',
          '[Délais de paiement](#/reports/payment_delays) : le retard moyen et médian de chaque client, par secteur, face au plafond légal.',
          '[Recouvrement](#/reports/recoveries) : l\'argent venu après une relance, par l\'étape atteinte.',
          '[Pénalités et indemnités](#/reports/penalties) et [Pertes et gestes](#/reports/write_offs) : réclamé, reçu, abandonné, perdu.',
          '[Prescription à douze mois](#/reports/limitation) : les factures sur lesquelles il faudra agir en justice dans l\'année, avec le dernier jour.',
        ],
      },
      { head: 'La période' },
      'Ce mois-ci, le mois dernier, ce trimestre, cette année, l\'an dernier, ou deux dates au choix pour un exercice décalé. Une période en cours s\'arrête aujourd\'hui. Rouvert depuis la liste, un rapport reprend sa période habituelle.',
      { head: 'Ce que le comptable doit savoir' },
      {
        list: [
          'Les montants sont toutes taxes comprises. Les pénalités et l\'indemnité de 40 € n\'ont pas de TVA : elles sont à part, hors des comptes clients.',
          'Un chèque ou un prélèvement rejeté compte comme reçu jusqu\'au jour du rejet, puis comme dû de nouveau. Un règlement saisi par erreur et annulé n\'a jamais compté.',
          'Une facture archivée n\'est plus dans la balance âgée, comme elle n\'est plus dans vos listes ; elle reste au compte du client et dans l\'activité, où elle est dite à part.',
          'Ce qui a été soldé avant un import, sans que le fichier dise quand, est dit à part.',
        ],
      },
      { note: 'Le détail des deux soldes de l\'activité est calculé d\'une autre façon que les mouvements. Les deux sont égaux : c\'est le contrôle que ferait votre comptable.' },
    ],
  },
  {
    key: 'comment-il-paie',
    group: 'start',
    title: 'Comment paie un client',
    blocks: [
      'La fiche d\'un client dit s\'il est **nouveau**, **bon payeur**, **lent** ou **à risque**, avec une note sur 100 et les trois raisons qui pèsent le plus. Le calcul se fait sur votre ordinateur et n\'en sort pas. Il choisit un scénario, et rien d\'autre : Échu ne refuse ni ne bloque jamais rien à cause de lui, et rien ne part sans ce que vous avez approuvé ou réglé.',
      { head: 'Le scénario qu\'il choisit' },
      {
        list: [
          'Un client pour qui vous n\'avez choisi aucun scénario suit celui de son profil : « Doux » à qui paie bien, « Payeurs lents » à qui paie en retard, « Ferme » à qui risque de ne pas payer, celui de sa catégorie aux autres. Cela se change, ou s\'arrête, dans [Scénarios](#/plans).',
          'Le choix est revu à chaque facture, règlement, promesse ou litige, et chaque matin. Son historique dit quel scénario il suit depuis quand, et pourquoi.',
          'Ce qu\'il a déjà reçu compte dans le nouveau scénario : il ne reçoit pas deux fois le même rappel. Un message déjà approuvé part comme vous l\'avez approuvé.',
          'D\'un clic, vous décidez à sa place, et Échu n\'y touche plus. Si un particulier vous demande qu\'une personne en décide (RGPD, art. 22), c\'est ce clic.',
        ],
      },
      { head: 'Ce qui compte' },
      {
        list: [
          '**Ce qui est payé**, sur les 24 derniers mois : 100 à l\'heure ou moins de quatre jours après, 80 jusqu\'à 15 jours de retard, 60 jusqu\'à 30, 40 jusqu\'à 60, 20 au-delà.',
          '**Ce qui ne l\'est pas** compte aussi : 60 jusqu\'à 15 jours de retard, 40 jusqu\'à 30, 15 jusqu\'à 60, rien au-delà. Chaque facture pèse selon son montant.',
          '**Les promesses** non tenues retirent 10 points chacune, 30 au plus ; un **échéancier** rompu en retire 20.',
          'Celui qui n\'a **jamais rien payé** de ce qui est échu a zéro, comme celui qui est en **procédure collective**.',
        ],
      },
      'À partir de 80, il est bon payeur ; à partir de 35, lent ; en dessous, à risque. Une facture impayée depuis plus de 60 jours, ou un échéancier rompu, suffit à le dire à risque. Avec moins de trois factures échues, il est nouveau, sauf si l\'une a plus de 30 jours de retard.',
      { head: 'Ce qui ne compte pas' },
      'Ce qu\'il conteste, ce qu\'un avoir a annulé, ce qu\'un échéancier respecté étale, et les factures reprises d\'un import qui ne dit pas quand elles ont été payées.',
      { head: 'La solvabilité' },
      'Si son SIREN est noté, un clic ouvre sa page dans l\'annuaire des entreprises, au BODACC ou au registre national des entreprises : seul le SIREN est transmis, par votre navigateur. Notez ce que vous y avez lu : la date et la source sont gardées. Si une procédure collective y est publiée, signalez-la par **Autres** sur sa fiche : plus aucune relance ne part.',
      { note: 'L\'acompte proposé pour le prochain devis est un usage : aucune loi ne le fixe.' },
    ],
  },
  {
    key: 'exporter',
    group: 'start',
    title: 'Exporter vos données',
    blocks: [
      'Tout ce qu\'Échu sait sort en tableaux, à tout moment, depuis [Réglages, Exports](#/settings/exports) : clients, factures et avoirs, règlements et ce qu\'ils soldent, journal des relances, litiges, échéanciers, mouvements bancaires, historique. Vous n\'avez besoin d\'Échu ni pour les lire, ni pour les garder.',
      { head: 'Classeur ou texte' },
      {
        list: [
          '**Classeur (.xlsx)** : pour Excel ou LibreOffice. Les montants et les dates sont de vrais montants et de vraies dates ; « Tout exporter » fait un onglet par tableau.',
          '**Texte (.csv)** : pour un autre logiciel. Séparé par des points-virgules, virgule décimale, UTF-8. Un tableur peut y lire un numéro de téléphone ou un SIREN comme un nombre : pour lire à l\'écran, préférez le classeur.',
        ],
      },
      'Les factures et les clients exportés se réimportent : Échu les reconnaît et n\'ajoute rien.',
      { head: 'Tout emporter' },
      'Les tableaux ne sont pas tout. « Tout emporter… », en haut du même écran, écrit une archive .zip qui contient aussi chaque document, chaque message et la base : de quoi quitter Échu, ou le ranger, sans rien y laisser. Elle s\'écrit pendant que vous continuez, et peut être arrêtée : il n\'en reste alors rien.',
      {
        list: [
          '**LISEZ-MOI.html** : à ouvrir d\'abord. La page dit ce qu\'est chaque fichier et avec quoi l\'ouvrir.',
          '**tableaux** : tous les tableaux en .csv, avec la liste des documents et celle des messages.',
          '**documents** : PDF des factures, lettres, preuves, pièces jointes, tels qu\'ils ont été gardés ; un dossier par client, chaque fichier sous sa date.',
          '**messages** : chaque e-mail tel qu\'il est parti, avec ses pièces jointes, en .eml.',
          '**base** : echu.db, une base SQLite vérifiée. Échu la reprend : « Chercher sur un autre disque… », dans [Santé et sauvegardes](#/settings/health).',
          '**SHA256SUMS** et **verifier.html** : de quoi contrôler que rien n\'a changé.',
        ],
      },
      { note: 'L\'archive n\'est pas chiffrée : elle contient les données de vos clients. Le mot de passe de votre messagerie n\'y est pas, ni ce que vous avez effacé pour une personne.' },
      { head: 'La liste pour l\'expert-comptable' },
      'Une ligne par facture non réglée, avec son âge, le litige et le montant contesté, l\'échéancier ou la procédure collective, la dernière relance et le dernier jour pour agir. Les avoirs qui restent à imputer et les avances des clients y sont en négatif : le total des soldes est celui de vos comptes clients, au jour de l\'export. Une facture payable en plusieurs fois y a une ligne par échéance encore due.',
      'Les factures passées en perte n\'y sont plus : elles ont leur propre tableau, avec le montant perdu. Votre expert-comptable dira si la TVA peut être récupérée, et comment (article 272 du Code général des impôts).',
    ],
  },
  {
    key: 'dossier',
    group: 'start',
    title: 'Le dossier de preuve',
    blocks: [
      'Quand l\'amiable n\'a pas suffi, un avocat, un commissaire de justice, une société de recouvrement ou un tribunal demande des pièces. « Dossier de preuve… », sur la fiche d\'un client, les réunit en une archive qui se lit et se vérifie sans Échu.',
      { head: 'Faire le dossier' },
      {
        steps: [
          'Sur la fiche du [client](#/clients), choisissez « Dossier de preuve… », à qui il est destiné, et toutes ses factures ou quelques-unes.',
          'Lisez ce qui manque. Un point qu\'Échu peut compléter mène au bon écran : le PDF d\'une facture, la preuve de dépôt d\'une lettre, un SIREN. Les autres disent quelle pièce joindre vous-même, à part.',
          'Enregistrez. L\'historique note ce qui a été établi, avec son empreinte : un code qui change si un fichier change.',
        ],
      },
      { head: 'Ce qu\'il contient' },
      {
        list: [
          '**00 - Bordereau et chronologie.pdf** : la page de garde, ce qui manque, les pièces numérotées, la chronologie, le compte et le calcul des pénalités, ligne à ligne.',
          '**Dossier complet.pdf** : le même, suivi de toutes les pièces. Un PDF protégé ou illisible n\'y est pas reproduit : il est joint à part, et le document le dit.',
          '**pieces** : chaque pièce telle qu\'elle a été gardée, sans aucun changement. Un message y est deux fois : le fichier .eml, parti tel quel, et une version à lire.',
          '**historique.jsonl** : les faits enregistrés, chaînés par empreinte. Vos brouillons et vos notes de préparation n\'y sont pas : seule leur empreinte est à leur place.',
          '**SHA256SUMS** et **verifier.html** : de quoi contrôler que rien n\'a changé.',
        ],
      },
      { head: 'Des factures choisies' },
      'Ce qui concerne d\'autres factures est laissé de côté : leurs pièces, leurs messages, leurs règlements. Un message ou une lettre qui cite plusieurs factures est joint entier, et le dossier le dit : un écrit ne se découpe pas.',
      { head: 'Vérifier' },
      'Décompressez l\'archive, ouvrez verifier.html dans un navigateur et choisissez le dossier obtenu : la page dit de chaque fichier s\'il est intact, altéré, manquant ou inconnu. Elle n\'a accès à aucun réseau.',
      { note: 'Une empreinte montre qu\'un fichier n\'a pas changé depuis le dossier ; elle ne date rien par elle-même. Donnez celle de SHA256SUMS à qui reçoit le dossier : il pourra la comparer.' },
    ],
  },
  {
    key: 'sauvegardes',
    group: 'start',
    title: 'Sauvegardes et restauration',
    blocks: [
      'Tout est sur cet ordinateur : vos sauvegardes aussi comptent. Échu les fait, les vérifie et les essaie tout seul ; [Santé et sauvegardes](#/settings/health), dans les réglages, dit où elles en sont.',
      { head: 'Quand une sauvegarde est faite' },
      {
        list: [
          'Au premier démarrage de chaque jour, une fois l\'écran affiché.',
          'Avant d\'enregistrer un import, avant une restauration, et à la fermeture si vous avez beaucoup travaillé.',
          'Quand vous le demandez : « Sauvegarder maintenant ».',
        ],
      },
      'Chaque copie est relue en entier et comparée à la base, montants compris. Celle qui ne passe pas ces vérifications n\'est jamais proposée. Échu garde une copie par jour sur sept jours, une par semaine sur huit semaines et une par mois sur vingt-quatre mois, dans la limite de 5 Go ; toujours les trois dernières.',
      { head: 'Un second emplacement' },
      'Un ordinateur perdu ou volé emporte les sauvegardes qu\'il contient. Choisissez un autre disque, une clé, ou un dossier synchronisé : chaque sauvegarde y est copiée puis relue. Un disque débranché n\'est pas grave : la copie est retentée.',
      '« Chiffrer les copies… » les ferme par une phrase de votre choix : une clé perdue ou un compte en ligne piraté ne livre alors rien. Échu ne garde cette phrase nulle part ; écrivez-la sur un papier, rangé ailleurs. Les copies sont au format du programme libre age : dans le dossier des copies, « age -d -o echu.db -i cle-des-copies-….age echu-….db.age » demande la phrase et écrit la base en clair, sans Échu. Mettez à la place des points ce que portent vos fichiers.',
      { note: 'N\'installez jamais les données d\'Échu elles-mêmes dans un dossier synchronisé : deux ordinateurs écriraient la même base. Échu le signale, et plus rien ne part alors sans relecture.' },
      { head: 'Restaurer' },
      {
        steps: [
          'Dans [Santé et sauvegardes](#/settings/health), choisissez une sauvegarde : Échu dit d\'abord ce qui manquera.',
          'Confirmez. La base actuelle est sauvegardée avant d\'être remplacée : vous pourrez y revenir.',
          'Les envois sont suspendus. Ce qui est parti depuis la sauvegarde est retrouvé dans le journal des envois et ne repartira pas.',
          'Réimportez vos relevés depuis la date de la sauvegarde, ressaisissez ce que vous aviez noté, puis reprenez les [envois](#/outbox).',
        ],
      },
      'Si la base ne s\'ouvre plus, Échu propose ses sauvegardes au démarrage. La base abîmée est mise de côté telle quelle, jamais effacée.',
      { head: 'Changer d\'ordinateur, ou restaurer depuis un autre disque' },
      '« Chercher sur un autre disque… », à l\'accueil d\'un Échu neuf comme dans [Santé et sauvegardes](#/settings/health), lit le dossier que vous montrez : une copie du second emplacement, ou le dossier « sauvegardes » d\'un autre ordinateur. La sauvegarde choisie est ouverte avec sa phrase si elle est chiffrée, copiée ici et vérifiée ; elle se restaure ensuite comme les autres. Le journal des envois reste sur l\'ancien ordinateur : ce qui y est parti après la sauvegarde est inconnu, relisez donc vos envois avant de les reprendre.',
    ],
  },
];
