/** The pages on the law, with their sources and their doubts. They follow the fact sheet of the project, dated 22 November 2026. */
import type { Page } from './page';

/** Formal notice, penalties, indemnity, part payments, time limits. */
export const law: Page[] = [
  {
    key: 'mise-en-demeure',
    group: 'law',
    title: 'La mise en demeure',
    blocks: [
      'La mise en demeure est une lettre qui demande clairement de payer, dans un délai donné (C. civ., art. 1344 : un « acte portant interpellation suffisante »). La loi n\'impose ni liste de mentions, ni lettre recommandée ; le recommandé sert à prouver l\'envoi.',
      { head: 'À quoi elle sert' },
      {
        list: [
          'Entre professionnels, et face à un acheteur public, elle n\'est **pas** nécessaire pour les pénalités ni pour l\'indemnité de 40 €, dues de plein droit (C. com., art. L441-10, II ; CCP, art. L2192-13).',
          'Pour un particulier, elle fait courir l\'intérêt au taux légal (C. civ., art. 1231-6 et 1344-1) : avant elle, il ne doit aucun intérêt.',
          'Elle prépare la suite : injonction de payer, clause pénale, déchéance du terme.',
          'Elle n\'interrompt **pas** la prescription (Cass. com., 18 mai 2022, n° 20-23.204). Voir [Les délais pour agir](#/guide/prescription).',
        ],
      },
      { head: 'Ce qu\'Échu exige avant de l\'établir' },
      'Votre identité complète, l\'adresse exacte du client et son SIREN s\'il est une société ou un organisme public français, le tableau des factures, le décompte des pénalités période par période, un délai en jours, votre IBAN. S\'il manque quelque chose, la lettre n\'est pas établie, et chaque manque est dit. Elle ne réclame que les factures passées par les étapes d\'avant ; les plus jeunes sont citées pour mémoire. Chaque manque mène au champ à remplir.',
      'Une facture n\'est pas mise en demeure deux fois sans que vous le vouliez : tant qu\'une lettre attend d\'être postée, Échu refuse d\'en établir une autre pour les mêmes factures ; une fois postée, il vous le demande.',
      { head: 'De l\'impression au retour' },
      {
        steps: [
          '**Établir la lettre** lui donne un numéro ; ni le numéro ni le texte ne changeront plus.',
          '**Imprimez, signez, postez** en recommandé avec avis de réception. Joignez les copies des factures.',
          '**Notez le dépôt** avec le numéro de recommandé. C\'est seulement alors que l\'étape est faite.',
          '**Notez la première présentation** : le délai pour payer court à partir d\'elle. L\'usage est de 8 jours entre professionnels, 15 pour un particulier.',
          '**Gardez** la preuve de dépôt et l\'avis de réception.',
        ],
      },
      { head: 'Si elle revient' },
      {
        list: [
          '**Non réclamée** : La Poste la garde quinze jours calendaires, puis la renvoie (Code des postes, art. R1-1-6). La mise en demeure reste valable (Cass. 1re civ., 20 janvier 2021, n° 19-20.680). Gardez l\'enveloppe fermée. Le délai pour payer court de la première présentation : si vous ne l\'aviez pas notée, elle est écrite sur l\'enveloppe ou dans le suivi, et se note encore après le retour.',
          '**Refusée** : elle se traite comme une lettre non réclamée ; la décision citée portait sur une lettre non réclamée, à vérifier avec votre conseil en cas de procès.',
          '**Adresse inconnue** : par prudence, ne la tenez pas pour faite (à vérifier). Aucun délai ne court, et un particulier ne doit encore aucun intérêt. Vérifiez le siège au registre, corrigez l\'adresse, établissez une nouvelle lettre.',
        ],
      },
      { head: 'Ce qu\'une lettre ne doit jamais faire' },
      'Ressembler à un acte de commissaire de justice ou à un document administratif (C. pén., art. 433-13), ou menacer d\'une action impossible, comme une saisie sans titre (C. consom., art. L121-6 ; écrit pour les particuliers, à suivre par prudence avec tous). Les lettres d\'Échu s\'en gardent ; gardez-vous-en aussi dans vos messages.',
      { note: 'Le délai de la loi est seulement « raisonnable » (C. civ., art. 1231) ; 8 et 15 jours sont un usage. Non tranché : pour l\'intérêt dû par un particulier, la date qui compte est-elle celle de l\'envoi, de la présentation ou de la remise ? Échu prend la plus prudente, la première présentation, et compte à partir du lendemain.' },
    ],
  },
  {
    key: 'autres-courriers',
    group: 'law',
    title: 'Les autres courriers',
    blocks: [
      'Depuis la fiche d\'un client, **Autre courrier…** écrit ce qu\'une mise en demeure ne dit pas : rappel avant échéance, relances, dernier avis, accusé de paiement, confirmation d\'échéancier, accusé de contestation, relevé de compte, reconnaissance de dette, réclamation des pénalités, transmission du dossier. Chacun est écrit pour un professionnel, un particulier ou un acheteur public, dans les tons qui lui vont. Ce qui ne peut pas être écrit aujourd\'hui est listé, avec sa raison.',
      'Un courrier établi est gardé tel quel, avec son empreinte, dans l\'historique du client. Il s\'ouvre pour être imprimé, ou joint à un e-mail dont les mots sont prêts à copier. Il ne change rien au plan de relance.',
      { head: 'Le code à scanner' },
      'À côté de l\'IBAN, un code contient le compte, le montant et la référence (EPC069-12) : la plupart des applications bancaires le lisent et remplissent le virement. L\'IBAN reste écrit en clair.',
      { head: 'L\'accusé de paiement' },
      'Il dit sur quoi le règlement a été imputé. Un règlement partiel paie d\'abord les intérêts (C. civ., art. 1343-1). Tant que vous n\'y renoncez pas, les pénalités et l\'indemnité sont **réservées** : payer le principal ne les éteint pas.',
      { head: 'L\'échéancier' },
      'Le total des échéances est celui de la dette, au centime ; la dernière prend l\'arrondi. Le texte dit ce que deviennent les pénalités si l\'accord est tenu ; celles d\'un acheteur public ne peuvent pas être abandonnées (CCP, art. L2192-14). Sans clause, pas de déchéance du terme : le courrier la contient, après une mise en demeure restée sans effet huit jours. Il vaut reconnaissance de la dette (C. civ., art. 2240) et se signe en deux originaux.',
      { head: 'La reconnaissance de dette' },
      'Le débiteur écrit **lui-même**, à la main, la somme en toutes lettres et en chiffres (C. civ., art. 1376) ; si les deux diffèrent, les lettres l\'emportent. Échu imprime les lignes vides et, à côté, le texte à recopier.',
      { note: 'Non tranché : l\'ordre dans lequel un paiement éteint l\'indemnité de 40 €. Échu la met en dernier. Pour un particulier, un échéancier de plus de trois mois avec intérêts pourrait être un crédit à la consommation (à vérifier) : celui d\'Échu n\'en ajoute aucun.' },
    ],
  },
  {
    key: 'penalites',
    group: 'law',
    title: 'Les pénalités de retard',
    blocks: [
      'Le [calculateur](#/calculator) fait ce calcul pour une facture quelconque ; les lettres le détaillent ligne par ligne.',
      { head: 'Entre professionnels' },
      {
        list: [
          'Elles sont dues sans rappel, à partir du lendemain de la date de règlement inscrite sur la facture (C. com., art. L441-10, II), même si vos conditions de vente n\'en disent rien.',
          'Taux de la loi : celui de la Banque centrale européenne, majoré de 10 points. Celui du 1er janvier vaut pour le premier semestre, celui du 1er juillet pour le second : 12,15 % au premier semestre 2026, 12,40 % au second.',
          'Un autre taux peut être convenu, s\'il n\'est pas inférieur à trois fois le taux d\'intérêt légal (8,25 % au second semestre 2026 ; C. com., art. L441-10, II).',
        ],
      },
      { head: 'Acheteur public' },
      'Les intérêts sont dus de plein droit dès le lendemain du délai de paiement (CCP, art. L2192-13) ; une clause qui y renonce est réputée non écrite (CCP, art. L2192-14). Taux de la Banque centrale européenne majoré de 8 points, celui du semestre où les intérêts commencent à courir, gardé jusqu\'au paiement (CCP, art. R2192-31) : 10,40 % pour un retard né au second semestre 2026. Un taux convenu est laissé de côté.',
      { head: 'Particulier' },
      'L\'article L441-10 n\'est pas pour lui. Il doit l\'intérêt au taux légal, et seulement après une [mise en demeure](#/guide/mise-en-demeure) (C. civ., art. 1231-6) ; ce taux change chaque semestre. La colonne du taux légal dépend de celui à qui l\'argent est dû : pour une entreprise, c\'est toujours « autres cas », 2,75 % au second semestre 2026 (CMF, art. L313-2).',
      { head: 'Le calcul' },
      'Somme due, toutes taxes comprises, × taux annuel × nombre de jours ÷ 365. La TVA est comprise dans la somme due (CJUE, 20 octobre 2022, C-585/20). Les jours vont du lendemain de l\'échéance au jour du paiement inclus, dimanches et fêtes compris : c\'est la règle écrite des marchés publics (CCP, art. R2192-32) et l\'usage entre professionnels, sans texte. Chaque ligne est arrondie au centime ; aucun texte ne fixe l\'arrondi. Les pénalités elles-mêmes ne portent pas intérêt, sauf contrat ou jugement qui le prévoit, pour une année entière au moins (C. civ., art. 1343-2) : Échu ne le fait jamais. Elles sont hors du champ de la TVA.',
      { head: 'Les taux' },
      'Ils sont dans les [réglages](#/settings/rates), avec leur source. Un semestre dont le taux n\'est pas connu n\'est pas calculé : Échu le dit, et ne prolonge pas l\'ancien. Le taux du premier semestre 2027 n\'était pas connu au 22 novembre 2026.',
      'En janvier et en juillet, [Aujourd\'hui](#/today) rappelle de les donner. À la saisie, Échu refuse ce qui est impossible (semestre non commencé, colonnes inversées, source absente) et demande confirmation de ce qui est seulement inattendu : une décimale qui n\'est pas un pas de 0,05, un écart jamais vu. Un fichier de taux n\'est pris que s\'il est signé par une clé que cette version porte, ou que vous avez choisie ; aucune clé n\'est livrée aujourd\'hui.',
      { head: 'Ce qui n\'est pas tranché' },
      {
        list: [
          '**Taux relu chaque semestre, ou gardé ?** Entre professionnels, la lettre du texte et la plupart des calculateurs relisent le taux chaque semestre ; aucune décision de la Cour de cassation n\'a été trouvée. C\'est le réglage d\'origine ; l\'autre lecture est une option.',
          '**Années bissextiles.** La doctrine la plus récente divise toujours par 365, une plus ancienne par 366. L\'écart est de 0,27 %.',
          '**Taux convenu trop bas.** Ce que devient une clause sous le minimum n\'est pas établi. Échu applique le taux convenu, et avertit.',
          '**En 2024**, le minimum d\'un taux convenu dépassait le taux de la loi ; celui-ci est resté à 14,50 % puis 14,25 %, selon la lettre du texte.',
          '**Les taux du second semestre 2026** sont bien recoupés, mais n\'ont pas été relus à leur source officielle : ils sont à vérifier.',
        ],
      },
      { note: 'Cette page résume des textes et des pratiques au 22 novembre 2026. Elle n\'a pas été relue par un avocat et n\'est pas un conseil : en cas de doute, demandez le vôtre.' },
    ],
  },
  {
    key: 'indemnite',
    group: 'law',
    title: 'L\'indemnité de 40 € et les frais',
    blocks: [
      'Un professionnel ou un acheteur public en retard doit 40 € **par facture**, de plein droit (C. com., art. L441-10 et D441-5 ; CCP, art. L2192-13 et D2192-35). Une fois par facture : ni par jour, ni par relance, ni par règlement partiel. Elle est hors du champ de la TVA.',
      'Un **particulier** ne la doit jamais. On ne peut pas non plus lui facturer de frais de relance ou de recommandé (CPCE, art. L111-8).',
      'D\'un professionnel ou d\'un acheteur public, si vos frais dépassent 40 €, un complément peut être demandé **avec justificatifs** (C. com., art. L441-10, II ; CCP, art. L2192-13). Échu n\'ajoute aucun frais de lui-même.',
      { note: 'Non tranché : pour une facture payable en plusieurs fois, chaque échéance pourrait donner droit à 40 € (CJUE, 4 mai 2023, C-78/22). Échu compte, par prudence, 40 € par facture. En procédure collective, l\'indemnité est exclue si l\'ouverture interdisait de payer à l\'échéance (C. com., art. L441-10, II).' },
    ],
  },
  {
    key: 'reglements-partiels',
    group: 'law',
    title: 'Règlements partiels et avoirs',
    blocks: [
      'Un règlement partiel paie d\'abord les intérêts, puis le principal (C. civ., art. 1343-1). Vous pouvez y renoncer et l\'affecter d\'abord au principal, une faveur pour le client : c\'est une [option](#/settings/options). La mise en demeure dit, règlement par règlement, ce qui a payé des pénalités et ce qui a payé le principal, au jour où il est arrivé.',
      'Entre plusieurs factures, le client peut dire laquelle il paie. Sans indication, les factures échues passent d\'abord, puis celles qu\'il a le plus d\'intérêt à éteindre, celles dont le taux de pénalités est le plus haut, puis les plus anciennes ; à égalité, chacune reçoit sa part (C. civ., art. 1342-10). Échu propose, et vous pouvez répartir à la main. S\'il désigne une facture sans la payer en entier, son choix ne vous oblige qu\'avec votre accord (Cass. 1re civ., 27 novembre 2019, n° 18-21.570).',
      { head: 'Le trop-perçu' },
      'Ce qui dépasse est gardé en avance sur la fiche du client, jamais placé en silence sur une facture non échue ni sur des pénalités. Vous l\'affectez plus tard.',
      { head: 'Les pénalités après le paiement' },
      'Une facture réglée en retard laisse ses pénalités et l\'indemnité de 40 € : Échu les montre comme « pénalités restantes dues ». Vous pouvez enregistrer leur règlement, ou les **abandonner** : un geste daté, écrit dans l\'historique, qui n\'est plus jamais réclamé. Échu n\'abandonne rien de lui-même, et ne les prend sur un paiement que si le client les désigne, ou s\'il verse exactement leur montant. Envers un acheteur public, y renoncer est réputé non écrit (CCP, art. L2192-14).',
      { head: 'Un chèque ou un prélèvement rejeté' },
      'Notez-le « Rejeté par la banque » sur la fiche du client : ce qu\'il réglait est de nouveau dû depuis son échéance, les relances reprennent, et le paiement reste dans l\'historique, barré. Il peut être rétabli.',
      'Un avoir n\'est pas un règlement : il réduit la facture. S\'il corrige une erreur, il compte dès l\'échéance ; si c\'est un geste commercial, à sa date. Cette distinction est une pratique, à vérifier avec votre conseil. La page d\'un avoir dit quelles factures il réduit, celle d\'une facture les avoirs déduits.',
      { note: 'Non tranché : aucun texte ne dit à quel rang un règlement partiel éteint l\'indemnité de 40 €. Échu la fait passer en dernier.' },
    ],
  },
  {
    key: 'prescription',
    group: 'law',
    title: 'Les délais pour agir',
    blocks: [
      {
        list: [
          '**Entre professionnels** : cinq ans à partir de l\'échéance (C. com., art. L110-4 ; C. civ., art. 2224 et 2233).',
          '**Contre un particulier** : deux ans (C. consom., art. L218-2) ; aucune clause ne peut le changer (art. L218-1).',
          '**Contre une personne publique** : quatre ans à partir du 1er janvier suivant (loi du 31 décembre 1968, à vérifier).',
          '**Transport de marchandises** : un an à partir de la livraison (C. com., art. L133-6).',
        ],
      },
      'Une relance, une mise en demeure ou une lettre recommandée n\'arrête **pas** ce délai (Cass. com., 18 mai 2022, n° 20-23.204).',
      { head: 'Ce qui le fait repartir' },
      'Une demande en justice, une mesure d\'exécution, ou la reconnaissance de la dette par le client (C. civ., art. 2240 à 2244). La requête en injonction de payer ne suffit pas : c\'est la signification de l\'ordonnance qui compte (Cass. 1re civ., 9 septembre 2020, n° 19-12.006). Enregistrez-la sur la facture, avec sa preuve : le contrôle juridique et la lettre à un avocat ou à une société de recouvrement en tiennent compte. Le délai entier repart de ce jour, dans la limite de vingt ans depuis son départ. Un règlement partiel peut valoir reconnaissance, mais Échu ne le suppose jamais : c\'est à vous de le dire.',
      { head: 'Les alertes' },
      'Huit mois avant la fin pour un particulier ou un transport, six mois sinon, puis trois mois : dans [Aujourd\'hui](#/today), sur la fiche du client, et par le filtre « Bientôt prescrites » des [factures](#/invoices). Pour un transport, donnez la règle particulière sur la fiche du client ; le délai court de la livraison, à saisir sur chaque facture ; sans elle, Échu le compte depuis la date de la facture, et le dit.',
      { note: 'Pour des travaux chez un particulier, le départ du délai est discuté : l\'achèvement plutôt que la facture (à vérifier). Ne comptez pas au plus juste.' },
    ],
  },
  {
    key: 'conditions',
    group: 'law',
    title: 'Délais, clauses et mentions',
    blocks: [
      'L\'écran [Conditions de paiement](#/conditions) écrit les clauses de vos devis, conditions générales et factures, et relit les mentions d\'une facture.',
      { head: 'Les plafonds' },
      {
        list: [
          'Entre professionnels : trente jours si rien n\'est dit, soixante jours après la date de la facture au plus, ou quarante-cinq jours fin de mois si c\'est convenu par écrit (C. com., art. L441-10). « Soixante jours fin de mois » est illégal.',
          'Transport, location de véhicules, commission : trente jours. Périssables : trente jours après la décade. Viandes fraîches : vingt jours. Boissons alcooliques : trente jours fin de mois. Raisins et moûts : soixante jours, ou quarante-cinq jours fin de mois (art. L441-11). D\'autres secteurs ont des accords dérogatoires (jouet, sport, cuir, bijou, agroéquipement, saisonnier) : à vérifier, Échu ne les connaît pas. Facture périodique : quarante-cinq jours.',
          'Acheteur public : trente jours ; cinquante pour un établissement de santé, soixante pour une entreprise publique (CCP, art. R2192-10 et R2192-11). Un contrat peut raccourcir, jamais allonger.',
        ],
      },
      'La règle particulière se choisit sur la fiche du client. Une échéance au-delà du plafond est signalée à la saisie : Échu garde la date écrite sur votre facture.',
      { head: '« 45 jours fin de mois »' },
      'Deux calculs sont admis : quarante-cinq jours puis la fin du mois, ou la fin du mois puis quarante-cinq jours. Le contrat doit dire lequel ; vous choisissez, Échu ne choisit pas.',
      { head: 'Plusieurs échéances sur une facture' },
      'Une facture payable en plusieurs fois se saisit par « Plusieurs échéances », sous l\'échéance : une date et un montant par ligne, leur somme étant le total. Un paiement règle d\'abord la plus ancienne (C. civ., art. 1342-10). Ne sont relancées que les échéances passées ; chacune porte ses pénalités depuis sa propre date et a sa propre prescription (C. civ., art. 2233, 3°), et la mise en demeure lui donne une ligne. L\'indemnité de 40 € n\'est réclamée qu\'une fois par facture : par prudence, la question n\'étant pas tranchée (à vérifier ; CJUE, C-78/22). Quand une échéance est réglée, les relances de la suivante partent de la première étape, sauf celles déjà reçues à son tour.',
      { head: 'L\'escompte' },
      'Une réduction pour paiement anticipé se saisit sur la facture, avec son dernier jour. Un paiement qui verse exactement le prix réduit, reçu à temps, solde la facture : l\'escompte est écrit dans l\'historique, et tombe avec le paiement s\'il est rejeté. Reçu trop tard, il ne règle que sa somme.',
      { head: 'Ce que coûte une mention oubliée' },
      'Conditions sans pénalités ou délais dépassés : jusqu\'à 75 000 € pour une personne, 2 millions pour une société (art. L441-16). Facture incomplète : 75 000 € ou 375 000 € (art. L441-9), et 15 € par mention (CGI, art. 1737). Les pénalités restent dues même quand la facture les oublie.',
      { note: 'La loi ne dit pas si le jour de la facture compte : Échu ne le compte pas. Une échéance un dimanche n\'est pas reportée : aucun texte ne le prévoit pour un contrat. La livraison est prise à la date de la facture, sauf si vous la saisissez.' },
    ],
  },
  {
    key: 'controle-juridique',
    group: 'law',
    title: 'Le contrôle juridique',
    blocks: [
      'Chaque message est relu à l\'approbation, puis au moment de partir ; chaque lettre, avant d\'être établie. Échu y cherche ce que la loi interdit et ce qu\'elle exige. Vos propres phrases sont relues comme les nôtres.',
      { head: 'Trois degrés' },
      {
        list: [
          '**Bloquant** : l\'envoi est arrêté. La phrase dit pourquoi, l\'article, et quoi faire.',
          '**À confirmer** : rien ne part tant que vous n\'avez pas coché que vous l\'avez vérifié. L\'historique du client garde votre décision.',
          '**À savoir** : c\'est affiché, et l\'envoi reste possible.',
        ],
      },
      { head: 'Ce qui ne s\'écrit pas' },
      {
        list: [
          'Les mots d\'un acte officiel : « commandement », « sommation », « signification » (C. pén., art. 433-13).',
          'Une menace impossible : huissier non mandaté, saisie sans jugement, plainte, fichage, publicité (C. conso., art. L121-6).',
          'Les frais de relance, de dossier ou de recommandé (CPCE, art. L111-8). À un particulier, jamais d\'indemnité de 40 €.',
          '« Interrompt la prescription » : une relance ou un recommandé ne l\'interrompt pas. Voir [Les délais pour agir](#/guide/prescription).',
          'Des intérêts à un particulier avant la mise en demeure (C. civ., art. 1231-6).',
        ],
      },
      { head: 'Ce qui doit y être' },
      'Vos mentions d\'entreprise, SIREN et registre compris, même au bas d\'un e-mail (C. com., art. R123-237) ; le numéro de chaque facture réclamée, la somme, votre IBAN. Une mise en demeure porte en plus ces mots, ses articles, un dernier jour pour payer et la suite que vous vous réservez ; à un particulier, la médiation et votre médiateur, à saisir dans [Réglages, Identité](#/settings/identity).',
      { note: 'Le contrôle lit des mots et des chiffres ; il ne remplace pas un avocat. Il peut se tromper : « À confirmer » vous laisse juge.' },
    ],
  },
  {
    key: 'textes',
    group: 'law',
    title: 'Écrire vos propres textes',
    blocks: [
      'Dans [Réglages, Textes](#/settings/texts), chaque message et chaque lettre a un texte par type de client. Remplacez seulement ceux que vous voulez.',
      {
        steps: [
          '**Tapez {{** : la liste des données s\'ouvre. Choisissez-en une avec les flèches et Entrée. Une donnée devient le nom, la somme ou la date de chaque client.',
          '**Une condition** garde une phrase pour certains cas : {{#si professionnel}} la phrase {{/si}}.',
          '**Une erreur** est soulignée, avec sa ligne et le nom le plus proche.',
          '**L\'aperçu** montre ce que lira un de vos clients. Choisissez lequel.',
          '**Enregistrez**. Les brouillons que vous n\'avez pas retouchés prennent le nouveau texte ; un message déjà approuvé redevient un brouillon, à relire.',
        ],
      },
      'Un texte ne peut pas perdre ce que la loi ou le client attend : tableau des factures, somme, coordonnées bancaires, signature, et pour une mise en demeure ses mots, son délai et ses articles. Ce qui manque est nommé, et le texte n\'est pas enregistré.',
      '« Revenir au texte d\'origine » ne perd rien : vos versions restent dans l\'historique.',
    ],
  },
];
