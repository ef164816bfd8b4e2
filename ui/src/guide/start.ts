/** The pages on the use of Échu. */
import type { Page } from './page';

/** From the first start to an uncertain sending. */
export const start: Page[] = [
  {
    key: 'premiers-pas',
    group: 'start',
    title: 'Premiers pas',
    blocks: [
      'Échu suit vos factures impayées, prépare chaque relance au bon moment et sur le bon ton, et n\'envoie que ce que vous avez relu. Tout reste sur cet ordinateur : ni serveur, ni compte à créer.',
      { head: 'Cinq étapes, une dizaine de minutes' },
      {
        steps: [
          '**Vos coordonnées et votre IBAN**, dans les [réglages](#/settings/identity). Ils figurent sur chaque lettre et disent au client où payer.',
          '**Votre messagerie**, dans les [réglages](#/settings/mail). Les relances partent de votre propre adresse ; un message d\'essai à vous-même vérifie que tout fonctionne.',
          '**Vos factures**, [importées d\'un fichier](#/import) ou [saisies une à une](#/invoices/new).',
          '**Le tri de l\'arriéré** : pour chaque client déjà en retard, l\'étape où reprendre. Rien ne lui part avant. Voir [Trier l\'arriéré](#/guide/trier).',
          '**Votre première relance** : préparée, relue, envoyée. Voir [Préparer et envoyer](#/guide/envoyer).',
        ],
      },
      { head: 'Ensuite, chaque matin' },
      'Ouvrez [Aujourd\'hui](#/today) : les relances prêtes, les appels à passer, les lettres à poster, les promesses qui arrivent à terme, et ce qui est à corriger. Notez aussi les règlements reçus : une relance n\'est juste que si le compte l\'est.',
      { note: 'Pour essayer sans risque, ouvrez la démonstration : 40 clients et 180 factures inventés. Rien n\'est envoyé à personne, et un clic efface tout.' },
    ],
  },
  {
    key: 'scenarios',
    group: 'start',
    title: 'Les scénarios de relance',
    blocks: [
      'Un scénario dit ce qu\'un client reçoit quand il ne paie pas, et quand : des étapes à tant de jours de l\'échéance. Échu en propose trois entre professionnels, qui diffèrent par le jour du premier rappel (15 jours pour le doux, 5 pour le standard, 2 pour le ferme), un pour les particuliers et un pour les acheteurs publics. Ils se lisent et se changent dans [Scénarios](#/plans).',
      { head: 'Changer un scénario' },
      {
        steps: [
          'Choisissez une étape sur la ligne. Changez son jour, ce qu\'elle dit, son moyen ; glissez-la, ou déplacez-la avec les flèches du clavier.',
          'Regardez à droite ce que recevrait un client, au jour près : une facture inventée, ou un de vos clients. Rien n\'est envoyé.',
          'Enregistrez. Une relance préparée pour une étape qui a changé est retirée : préparez de nouveau la journée.',
        ],
      },
      { head: 'Ce qui ne change jamais' },
      {
        list: [
          'Une étape déjà envoyée n\'est jamais effacée de l\'historique, même retirée du scénario.',
          'Un client au milieu du scénario continue où il en est : il ne reçoit pas deux fois le même rappel, et n\'en saute aucun.',
          'Le ton ne redescend pas, la mise en demeure part en lettre recommandée, et après elle le dossier vous revient.',
          'Vous relisez tout. Un e-mail courtois peut partir seul si vous cochez la case de son étape ; jamais celui qui précède une mise en demeure.',
          'Un message préparé la veille est remis au jour chaque matin : ce que vous lisez est ce qui part. Si vous l\'avez changé, vos phrases restent et les jours suivent ; ceux que vous avez écrits vous-même, il vous les fait relire.',
        ],
      },
      { head: 'Quel client suit quel scénario' },
      'Échu choisit le scénario de chaque client d\'après [sa façon de payer](#/guide/comment-il-paie) : « Doux » à qui paie bien, « Payeurs lents » à qui paie en retard (un e-mail courtois 5 jours avant l\'échéance, puis le scénario standard), « Ferme » à qui risque de ne pas payer, celui de sa catégorie aux autres. Dans [Scénarios](#/plans), « Le scénario suit la façon de payer du client » dit lequel va à qui, et permet de tout arrêter : Échu conseille alors seulement. Si vous suivez par défaut un scénario à vous, tous le suivent, tant que vous ne dites pas autrement au même endroit.',
      'Vous avez toujours le dernier mot : sur la fiche d\'un client, « Choisir moi-même » fixe son scénario pour de bon, « Laisser Échu choisir » le rend. Aucun scénario n\'est choisi pour un client à ménager, archivé ou en procédure collective.',
    ],
  },
  {
    key: 'appels',
    group: 'start',
    title: 'Appels, SMS et visites',
    blocks: [
      'Ce que vous faites vous-même est une étape comme une autre : elle se place dans un [scénario](#/plans), elle attend dans [Aujourd\'hui](#/today), et elle n\'est faite que lorsque vous le dites.',
      { head: 'L\'appel' },
      'La fiche donne le numéro (un clic le compose si un téléphone est relié à l\'ordinateur), quatre phrases à dire et les chiffres. Ensuite, huit résultats, chacun avec sa suite et son jour, que vous pouvez changer :',
      {
        list: [
          '**A payé** : rien ne part le temps que l\'argent arrive ; sans lui, la relance reprend.',
          '**Promet de payer** : la promesse est gardée, et sa confirmation par e-mail vous est proposée, déjà écrite.',
          '**N\'a pas reçu la facture** : son renvoi par e-mail, PDF joint, vous est proposé, rien d\'autre ne part pendant deux semaines, et le message suivant est d\'un ton plus doux que son étape.',
          '**Conteste** : un litige s\'ouvre, avec son motif, le montant contesté et le jour de votre réponse. Les pièces se joignent ensuite.',
          '**En difficulté** : rien ne part jusqu\'au jour où vous en reparlez, et un échéancier vous est proposé.',
          '**Messagerie**, **Injoignable** : l\'étape n\'est pas faite, l\'appel revient. Personne au bout du fil n\'est pas un contact.',
          '**Refuse de payer** : le dossier entre tout de suite dans [À décider](#/ending).',
        ],
      },
      { head: 'Le SMS' },
      'Échu écrit un texte court ; vous le copiez, ou l\'ouvrez dans un téléphone relié, et vous l\'envoyez. « C\'est envoyé » le note, avec ses mots, et fait l\'étape. Le contrôle juridique lit aussi ces mots. Ce texte, comme ce que dit la fiche d\'appel, se change dans [Textes](#/settings/texts).',
      { head: 'La visite' },
      'Une fiche sans numéro : ce qui reste dû, quoi dire, et les mêmes résultats.',
      { note: 'La confirmation d\'une promesse et le renvoi d\'une facture partent de votre messagerie : Échu n\'envoie rien lui-même à un client qu\'il ne relance pas.' },
    ],
  },
  {
    key: 'importer',
    group: 'start',
    title: 'Importer un fichier',
    blocks: [
      '[Importer](#/import) lit vos factures électroniques, ou la liste que votre outil de facturation ou votre tableur sait exporter, en classeur (.xlsx, .ods), CSV, texte, ou page que l\'outil nomme .xls : des factures, ou des clients. D\'un classeur de plusieurs feuilles, Échu propose celle qui ressemble le plus à une liste de factures ; vous pouvez en choisir une autre. Rien n\'est enregistré avant que vous ayez vu le résultat.',
      {
        steps: [
          'Déposez le fichier n\'importe où sur la fenêtre, ou choisissez-le. Une facture XML s\'ouvre aussi depuis vos dossiers : clic droit, puis « Ouvrir avec », Échu. Échu devine l\'encodage des accents, le séparateur, la ligne de titres et le contenu des colonnes.',
          'Répondez à ce qui est douteux. Une date comme 03/04/2026 peut se lire de deux façons : Échu le demande, et ne choisit pas à votre place.',
          'Regardez ce qui sera créé, ce qui est déjà là, ce qui diffère et ce qui est refusé, avec la raison de chaque refus. « Chercher dans le fichier » retrouve une ligne par son numéro ou son client, parmi toutes.',
          'Le même fichier exporté plus tard : les règlements qu\'il indique sur des factures déjà là, et ce qui manque aux fiches de vos clients, vous sont proposés à cocher, tous ou un par un. Un champ rempli n\'est jamais remplacé. Annuler l\'import annule aussi cela.',
          'Confirmez. Les clients déjà en retard passent par le [tri](#/guide/trier).',
        ],
      },
      { head: 'D\'où vient votre liste' },
      'Aucun outil n\'est exigé : Échu lit le nom des colonnes, quel que soit leur ordre, sous un titre s\'il y en a un. Les exports de **Dolibarr** (son état est en chiffres : 1, validée ; 2, payée), d\'**Odoo**, d\'**Invoice Ninja** et d\'**Akaunting** sont reconnus à leurs colonnes, et l\'écran le dit. Pour les autres outils, dont nous n\'avons pas trouvé de description publique, Échu ne prétend rien : vérifiez les colonnes qu\'il propose, il retient votre choix.',
      {
        list: [
          'Un journal en deux colonnes convient aussi : le **débit** est le montant facturé. Un crédit n\'est un avoir que si la ligne le dit ; sinon il est refusé, car ce peut être un règlement.',
          'Les lignes de totaux, de report et de solde sont reconnues et mises de côté.',
          'Un **état** qu\'Échu ne connaît pas (« Dossier chez Paul », « Solde dû ») n\'est jamais pris pour un impayé : la ligne est refusée, à moins que le déjà réglé ou le reste dû ne soit écrit à côté.',
          'Une date de règlement **prévue**, ou à venir, ne prouve aucun règlement. Une « date de règlement » remplie partout, sans échéance à côté, peut être l\'une ou l\'autre : choisissez dans la liste des colonnes.',
          'Une échéance écrite en mots (« 30 jours », « à réception ») est comptée depuis la facture. « 45 jours fin de mois » se compte de deux façons : Échu demande laquelle est convenue. Une ligne qui ne se lit pas est refusée seule.',
          'Une cellule en erreur dans le tableur (#REF!, #N/A) n\'est jamais lue comme un zéro : la ligne est refusée si elle touche à ce qui est dû.',
          'Deux clients du même nom ne se distinguent que par leur numéro : une ligne qui n\'en donne pas est refusée, où qu\'elle soit dans le fichier.',
        ],
      },
      { head: 'Les factures électroniques' },
      'Déposez vos PDF Factur-X, vos fichiers XML (CII ou UBL), plusieurs à la fois ou tout un dossier. Échu y lit le numéro, les dates, le client et le montant à suivre : ce qui reste à payer, acompte déduit. Le PDF est joint à la facture, même si elle était déjà là.',
      {
        list: [
          'Le client est reconnu à son SIREN, à son numéro de TVA, ou à son nom.',
          'Une facture payable en plusieurs fois garde ses échéances, quand le fichier donne leurs montants ; sinon la dernière seule est reprise, et c\'est dit.',
          'Une facture rectificative n\'est pas reprise à côté de celle qu\'elle corrige : les deux seraient réclamées.',
          'Certains profils ne donnent pas d\'échéance : Échu demande le délai convenu, ou garde la facture dans « À corriger ».',
          'Une facture que vous avez reçue d\'un fournisseur, ou dont le vendeur n\'est pas votre entreprise, est signalée et laissée de côté.',
        ],
      },
      { head: 'Vos contacts (vCard)' },
      'Le fichier .vcf qu\'exportent un téléphone ou une messagerie (versions 2.1, 3.0 et 4.0) donne des clients : l\'entreprise d\'abord, sinon la personne ; l\'adresse e-mail et le téléphone préférés, l\'adresse postale. Un contact déjà connu est reconnu à son SIREN, à son adresse ou à son nom, et laissé tel quel.',
      { head: 'Le fichier des écritures comptables (FEC)' },
      'C\'est le fichier que votre logiciel de comptabilité ou votre expert-comptable produit pour l\'administration (article A47 A-1 du Livre des procédures fiscales). Échu n\'y lit que les comptes clients, 411 et 416 : les factures, les avoirs et, par leur lettrage, ce qui est réglé.',
      {
        list: [
          'Ce qui est lettré ensemble et s\'équilibre est réglé. Un règlement qui n\'est pas lettré ne solde que la facture dont il cite le numéro.',
          'Un règlement qui ne dit rien est signalé, jamais réparti : saisissez-le sur la fiche du client.',
          'Un rejet ou un remboursement annule le règlement avec lequel il est lettré. Non lettré, il annule le dernier règlement du même montant qui ne l\'est pas non plus ; sinon il est signalé, et rien ne change.',
          'Un compte collectif (411000) sans compte auxiliaire ne dit pas de quel client il s\'agit : ses lignes sont refusées.',
          'Le fichier ne donne ni échéance ni adresse : Échu demande le délai convenu, et les clients sans adresse attendent dans « À corriger ».',
        ],
      },
      { head: 'Un nom que vous seul reconnaissez' },
      'Un fichier écrit parfois « Durand » pour un client que vous appelez « Toitures du Vercors ». « Clients du fichier » liste les noms inconnus, et ceux que plusieurs clients portent : dites une fois de qui il s\'agit, toutes les lignes de ce nom suivent. Un SIREN écrit dans le fichier l\'emporte.',
      { head: 'Importer de nouveau' },
      'Le même fichier, ou un plus récent, n\'ajoute que ce qui manque : une facture est reconnue à son numéro. Ce qui diffère, un règlement annoncé depuis par exemple, est montré et n\'est pas repris : à vous de le noter. Votre choix de colonnes est retenu pour les fichiers de même forme.',
      { head: 'Un dossier surveillé' },
      'Dans [Réglages, Application](#/settings/app), vous pouvez choisir un dossier. Les factures électroniques et les relevés qui y arrivent vous sont alors proposés dans [Aujourd\'hui](#/today), dans la minute : à vous de les voir et de les importer, rien ne l\'est tout seul. Un fichier encore en cours de copie attend d\'être entier, un fichier déjà importé ou que vous avez écarté n\'est plus proposé, même sous un autre nom. Échu ne déplace et n\'efface rien dans ce dossier, et ne regarde pas dans les dossiers qu\'il contient.',
      { head: 'Ce que la date d\'échéance change' },
      'Sans échéance, une facture n\'est jamais relancée : elle attend dans « À corriger ». Si le délai convenu est « fin de mois », deux lectures sont admises ; prenez celle de vos conditions de vente, sur la fiche du client.',
    ],
  },
  {
    key: 'rapprocher',
    group: 'start',
    title: 'Rapprocher la banque',
    blocks: [
      'Déposez votre relevé de compte dans [Importer](#/import) : OFX, CAMT.053, CFONB 120, QIF, ou le tableau de votre banque (CSV ou Excel), avec ou sans titres de colonnes. Échu en garde les encaissements et les rejets ; vos dépenses servent à vérifier les soldes et ne sont pas gardées. Deux relevés qui se chevauchent n\'ajoutent rien deux fois. Quand le tableau écrit le solde après chaque mouvement, un saut entre deux lignes vous est dit : il en manque une. Une ligne que la banque n\'a pas encore comptabilisée, ou datée de demain, est laissée de côté : elle viendra avec le prochain relevé.',
      'Un tableau que rien n\'explique, titres inconnus ou aucun titre, s\'ouvre comme une liste de factures : choisissez « Des mouvements de compte » dans « Contenu », puis dites ce qu\'est chaque colonne. Chaque mouvement est montré tel qu\'il serait gardé, et chaque ligne non lue avec sa raison. Vos réponses sont retenues pour le prochain tableau de mêmes titres, ou, sans titres, du même nombre de colonnes. De même, un relevé mal lu se corrige au même endroit, et ce qui n\'est pas un relevé redevient une liste de factures. « Relevés passés », sous l\'import, garde l\'empreinte de chaque fichier et annule un relevé, tant qu\'aucun règlement n\'en est rapproché.',
      {
        steps: [
          'Ouvrez le [rapprochement](#/matching). Chaque encaissement porte ses lectures possibles, la plus sûre d\'abord, avec la raison.',
          '« Sûr » demande deux signes : le numéro de facture dans le libellé, ou un compte qui a déjà payé, et un montant qui ne se lit que d\'une façon. Rien n\'est rapproché sans vous, même alors.',
          'Le même encaissement lu dans deux fichiers (un OFX puis un CSV, deux exports d\'un même mois) n\'y est qu\'une fois, si les deux nomment le même compte.',
          'N\'est jamais « Sûr » : un libellé qui cite une facture déjà soldée, une somme déjà déclarée réglée à l\'import, plusieurs virements en un seul montant, un virement qui revient.',
          'Acceptez d\'une touche, choisissez un autre client, ou partagez une remise de chèques entre plusieurs. Quand seules quelques factures font son montant, Échu montre lesquelles : jamais sûr, toujours à vous de dire.',
          'Ce qui n\'est pas un règlement client se met de côté. Tout se reprend : « Annuler » remet le mouvement en attente.',
        ],
      },
      { head: 'Pourquoi des relances attendent' },
      'Tant qu\'un encaissement peut venir d\'un client, rien ne lui part : réclamer ce qu\'il vient de payer serait une faute. Un message déjà approuvé redevient un brouillon.',
      { head: 'Les rejets' },
      'Un prélèvement rejeté ou un chèque impayé reprend le règlement qu\'il annule, celui du client ou de la facture que son libellé nomme en premier : ce que ce règlement soldait est de nouveau dû, depuis son échéance.',
    ],
  },
  {
    key: 'doubles',
    group: 'start',
    title: 'Clients et factures en double',
    blocks: [
      'Le même client entre parfois deux fois : par un import et à la main, sous deux écritures de son nom. Ses factures sont alors relancées en deux messages, et un règlement de l\'une ne solde pas l\'autre. [Clients en double](#/duplicates) montre les fiches qui portent le même SIREN, le même numéro de TVA, la même adresse avec un nom proche, ou le même nom à l\'écriture près : accents, ordre des mots, lettres d\'un autre alphabet qui se ressemblent.',
      {
        steps: [
          'Ouvrez une paire. Échu propose de garder la fiche qui a le plus de factures ; vous pouvez garder l\'autre.',
          'Choisissez ce qui est juste là où les deux fiches se contredisent. Ce que l\'une ne disait pas vient de l\'autre.',
          'Réunissez. Factures, règlements, promesses, litiges, échéanciers, courriers et échanges passent sur la fiche gardée, où tout l\'historique se lit. Rien n\'est effacé.',
        ],
      },
      {
        list: [
          'Ce qui était préparé ou approuvé pour l\'une ou l\'autre est retiré : la relance se prépare de nouveau, une seule fois, et attend votre approbation.',
          '« Séparer » remet tout en place tant que rien n\'est parti à ce client depuis. Ce que vous avez corrigé sur la fiche entre-temps reste.',
          'Deux SIREN différents sont deux entreprises : Échu ne les propose jamais, et demande une confirmation si vous insistez.',
          'L\'ancien nom reste connu : un import ou un virement à ce nom va au client réuni.',
        ],
      },
      { head: 'La même facture par deux chemins' },
      'Une facture est reconnue à son numéro, majuscules et espaces mis à part. Un numéro qui se lit comme un autre du même montant (« FA-2026-0014 » et « FA 2026-14 ») est signalé à l\'import, jamais confondu en silence. Du même client, la seconde attend dans [À corriger](#/tofix?kind=duplicate) que vous disiez s\'il y en a deux.',
    ],
  },
  {
    key: 'trier',
    group: 'start',
    title: 'Trier l\'arriéré',
    blocks: [
      'Au premier import, certains clients sont déjà en retard, parfois depuis longtemps. Leur envoyer un premier rappel serait trop doux ; leur envoyer tout à la fois serait brutal. Le [tri](#/triage) demande donc, pour chacun, à quelle étape reprendre.',
      {
        list: [
          'Échu propose une étape d\'après l\'ancienneté du retard, et dit pourquoi.',
          'Vous pouvez en choisir une autre, laisser le client à son rythme, ou le laisser de côté.',
          'L\'écran montre ce qui suivra : combien de messages, combien de lettres.',
        ],
      },
      'Rien ne part à ces clients avant votre confirmation. Et confirmer n\'envoie rien : chaque message est préparé, puis relu par vous.',
    ],
  },
  {
    key: 'envoyer',
    group: 'start',
    title: 'Préparer et envoyer',
    blocks: [
      { head: 'Préparer' },
      '« Préparer les relances du jour » écrit les messages et n\'envoie rien. Un client reçoit **un seul message** pour toutes ses factures en retard, au ton de l\'étape la plus avancée qui est prête.',
      { head: 'Relire' },
      'Chaque message peut être corrigé, remis à plus tard ou écarté. À gauche, le compte du client dit ce qui est réclamé et pourquoi ; à droite, le message et ses pièces jointes, tels qu\'ils partiront.',
      '**Adoucir** ou **Durcir** récrit le message un ton plus bas ou plus haut que celui de son étape, jamais davantage, et il le garde jusqu\'à son envoi. L\'étape du scénario reste la même. Les pénalités et l\'indemnité ne sont demandées qu\'à partir du dernier avis. Un texte que vous avez modifié n\'est récrit qu\'après vous l\'avoir demandé.',
      '**Ajouter une phrase** (touche F) met vos propres mots après la formule d\'appel : elle reste dans le message quand le ton ou les montants changent. Dans [Relances](#/outbox), un clic sur une ligne montre le message à côté de la liste.',
      { head: 'Vos encaissements sont-ils à jour ?' },
      'Quand le dernier relevé a plus de 3 jours, l\'envoi demande un clic de plus : importez le relevé, ou confirmez que rien n\'est arrivé. C\'est la dernière ligne du relevé qui compte : un relevé importé ce matin et arrêté au mois dernier est ancien. Sans relevé importé, la question est posée de même. Votre réponse vaut pour le même délai, qui se change dans les [options](#/settings/options).',
      { head: 'Envoyer' },
      {
        list: [
          'Après « Envoyer », vous avez le temps de changer d\'avis : 30 secondes au départ, un délai qui se change dans les [options](#/settings/options).',
          'Dès que quelque chose change, et encore juste avant de partir, le message est comparé à ce que vous avez approuvé. Tout est réglé, promis, contesté ou suspendu : il est annulé, avec la raison. Un montant, une échéance, une adresse, vos coordonnées ou une pièce jointe ont changé : il revient à relire, et dit ce qui a changé.',
          'Les messages partent un par un, aux heures et aux jours ouvrés que vous avez choisis. Jamais le dimanche ni les jours fériés.',
          'Si vos messages sont écrits dans un dossier, comme le fait la démonstration, ils le sont tous dès que ce temps est passé, à toute heure : rien ne part. Hors de la démonstration, chacun attend alors dans [Relances](#/outbox) que vous l\'ayez envoyé de votre messagerie et dit « C\'est envoyé » : son étape est faite ce jour-là, pas avant.',
        ],
      },
      'Ce qui est parti se retrouve dans [Relances](#/outbox) et sur la fiche du client, avec la réponse du serveur et l\'empreinte du message : c\'est votre preuve d\'envoi. Un fichier écrit dans un dossier ne prouve pas un envoi.',
      { head: 'Laisser Échu ouvert' },
      'Échu n\'envoie que pendant qu\'il est ouvert. Dans les [réglages](#/settings/app), vous pouvez le faire rester quand vous fermez sa fenêtre, le démarrer avec votre session, et recevoir les notifications du système : ce qui vous attend le matin, et un envoi incertain. Si votre bureau n\'affiche pas d\'icônes près de l\'heure, fermer la fenêtre quitte toujours Échu. Quand un message est en train de partir, quitter attend la réponse du serveur.',
      { head: 'Quand un message ne part pas' },
      {
        list: [
          '**Reportée** : le serveur demande d\'attendre. Échu réessaie de lui-même, de plus en plus tard.',
          '**À revoir** : six essais ou trois jours ouvrés sans succès. Plus rien ne part tout seul ; remettez-la en attente quand la cause est corrigée.',
          '**Refusée** : le serveur a dit non. Si c\'est l\'adresse, elle est à corriger sur la fiche, et rien d\'autre n\'est tenté vers ce client.',
          '**Dépassée** : le message n\'a pas pu partir dans les dix jours ouvrés, ou la suite du scénario est venue avant. Il ne partira plus ; l\'étape redevient à préparer, avec les chiffres du jour.',
        ],
      },
      { note: 'La réponse du serveur prouve que le message a été remis au fournisseur, non que le client l\'a lu. Si un avis de non-remise vous revient, ouvrez l\'envoi et signalez-le : l\'étape sera à refaire, et l\'adresse à corriger si c\'est elle qui refuse.' },
    ],
  },
  {
    key: 'depart-automatique',
    group: 'start',
    title: 'Laisser partir sans relire',
    blocks: [
      'Rien ne part sans vous au départ. Dans [Scénarios](#/plans), vous pouvez laisser une étape partir sans relecture : un avis courtois ou un premier rappel, par e-mail. Jamais une relance ferme, jamais le dernier message avant une mise en demeure, jamais une lettre, jamais un message qui rappelle une promesse non tenue, ni un client à ménager.',
      { head: 'Annoncé la veille' },
      {
        list: [
          'Le jour ouvré d\'avant, [Aujourd\'hui](#/today) annonce : « Demain à 8 h 30 : 4 e-mails partiront si l\'application est ouverte ». Chaque message peut être lu.',
          '**Retenir** met un message, ou tous, parmi les relances à relire. « Laisser partir » revient dessus.',
          'Un paiement, une promesse ou un litige notés entre-temps annulent le départ.',
          'Application fermée ce jour-là : le message est annoncé de nouveau pour le lendemain. Rien ne part en rafale après une absence.',
          'Relevé trop ancien, envois en pause ou suspendus : ils attendent, et l\'annonce dit pourquoi.',
        ],
      },
      { note: 'Ces messages portent la mention technique « Auto-Submitted » : les répondeurs automatiques n\'y répondent pas. Un message que vous avez relu ne la porte pas.' },
    ],
  },
  {
    key: 'messagerie',
    group: 'start',
    title: 'Connecter sa messagerie',
    blocks: [
      { head: 'Avec un mot de passe' },
      'Chez la plupart des fournisseurs, l\'adresse et le mot de passe suffisent, dans les [réglages](#/settings/mail). Gmail, Yahoo et iCloud refusent le mot de passe habituel : ils demandent un **mot de passe d\'application**, à créer chez eux. Le bouton « Créer le mot de passe » ouvre la bonne page.',
      { head: 'Dans le navigateur, sans mot de passe' },
      'Microsoft 365, Outlook.com et Gmail permettent de se connecter dans le navigateur. Vous y donnez votre accord, Échu reçoit une autorisation d\'envoyer, gardée dans le trousseau de votre système. Il ne voit jamais votre mot de passe. Vous pouvez retirer l\'accord chez votre fournisseur : les messages attendent alors, et l\'écran dit de se reconnecter.',
      { head: 'L\'identifiant d\'application' },
      {
        steps: [
          '**Microsoft 365** : votre administrateur enregistre une application dans « Microsoft Entra », type « Applications mobiles et de bureau », adresse de redirection http://localhost, permission SMTP.Send, et vous donne son identifiant (client). Il autorise aussi « SMTP AUTH » pour votre boîte.',
          '**Gmail** : dans la console Google Cloud, créez un identifiant OAuth de type « Application de bureau », et copiez l\'identifiant et le code.',
          'Collez-les dans les [réglages](#/settings/mail), puis « Se connecter dans le navigateur ».',
        ],
      },
      { head: 'Plusieurs comptes' },
      'Vous pouvez ajouter d\'autres adresses. L\'une est prise par défaut ; un client peut avoir la sienne, choisie sur sa fiche. Chaque compte a ses limites : celui qui attend ou qui est refusé n\'arrête pas les autres.',
    ],
  },
  {
    key: 'envoi-incertain',
    group: 'start',
    title: 'Envoi incertain, envois suspendus',
    blocks: [
      { head: 'Envoi incertain' },
      'Si la connexion se coupe au tout dernier moment, personne ne sait si le message est arrivé. Échu ne le renvoie **jamais** de lui-même : une relance en double abîme la relation, une relance manquante se répare en un clic.',
      {
        steps: [
          'Regardez dans les messages envoyés de votre messagerie, ou demandez au client.',
          'Dans [Relances](#/outbox), ouvrez l\'envoi et dites ce qu\'il en est : il est arrivé, le renvoyer, ou laisser ainsi.',
        ],
      },
      'Renvoyer reprend le message à l\'identique, avec le même identifiant : certaines messageries reconnaissent alors le double. Tant que vous n\'avez pas répondu, l\'étape suivante du client attend.',
      { head: 'Envois suspendus' },
      'Quand quelque chose d\'inhabituel est arrivé, rien ne part avant que vous disiez « Reprendre » : l\'heure de l\'ordinateur a changé d\'un coup, une sauvegarde a été remise en place, un jour ouvré est passé, application fermée ou ordinateur en veille, avec des messages en attente, plus de dix messages partiraient d\'un coup, un envoi incertain à ce client a plus de trois jours (ou plusieurs, à d\'autres), ou le fournisseur refuse le compte ou deux messages dans la journée. La raison est écrite en tête des envois, dans [Relances](#/outbox), avec ce qui est à regarder d\'abord : les jours qu\'aucun relevé ne couvre, les envois incertains, les messages dont les faits ont changé.',
      { note: 'La pause est autre chose : c\'est vous qui la décidez, en bas de la barre de gauche, et vous seul la levez.' },
    ],
  },
  {
    key: 'nouveautes',
    group: 'start',
    title: 'Cette version, et demander de l\'aide',
    blocks: [
      { head: 'Version 0.1' },
      'La première. Elle suit vos factures impayées de l\'échéance jusqu\'à l\'injonction de payer, calcule les pénalités au centime, envoie vos relances par votre messagerie, prépare les mises en demeure, et réunit les preuves dans un dossier que chacun peut vérifier.',
      'Échu n\'écrit ni ne lit rien sur Internet que vous n\'ayez demandé : il ne cherche pas de lui-même [une nouvelle version](#/guide/mettre-a-jour).',
      { head: 'Quand quelque chose ne va pas' },
      {
        steps: [
          'Chaque refus dit ce qui s\'est passé, ce qui n\'est pas perdu, et quoi faire.',
          '[Santé et sauvegardes](#/settings/health) dit si la base, le journal et la messagerie vont bien.',
          'Pour vous faire aider : « Lire le rapport… » dans les [réglages de l\'application](#/settings/app). Il dit comment va Échu, sans aucun nom, adresse, montant ni texte de message ; vous le relisez, et vous le donnez vous-même à qui vous voulez.',
        ],
      },
    ],
  },
  {
    key: 'mettre-a-jour',
    group: 'start',
    title: 'Mettre Échu à jour',
    blocks: [
      'Échu ne cherche rien de lui-même. Quand la version que vous avez porte une adresse de mises à jour, les [réglages de l\'application](#/settings/app) ont un bouton « Chercher une mise à jour » ; sinon ils le disent, et une nouvelle version se prend là où vous avez trouvé celle-ci.',
      {
        steps: [
          '« Chercher une mise à jour » demande l\'annonce de la dernière version au serveur nommé sous le bouton, qui peut renvoyer à un autre. Rien de vos données n\'y est joint ; comme pour toute page visitée, ce serveur voit l\'adresse de votre connexion.',
          'S\'il y en a une plus récente, lisez ce qu\'elle apporte, puis « Télécharger ». Vous pouvez arrêter à tout moment : il n\'en reste rien.',
          '« Ouvrir l\'installateur » fait d\'abord une sauvegarde vérifiée, puis ouvre le fichier comme un document. Quittez Échu avant de poursuivre l\'installation ; sous macOS, glissez ensuite Échu de l\'image ouverte vers Applications. Une AppImage ne s\'installe pas : Échu la montre dans son dossier, mettez-la à la place de l\'ancienne.',
        ],
      },
      { head: 'Ce qui est vérifié' },
      {
        list: [
          'L\'annonce est signée par le projet. Une annonce non signée, modifiée en route ou venue d\'ailleurs n\'est ni affichée ni utilisée.',
          'Le fichier téléchargé a la taille et l\'empreinte que l\'annonce donne ; il est relu avant d\'être ouvert. Tout autre est effacé.',
          'Une version plus ancienne que la vôtre n\'est jamais proposée. La signature ne dit pourtant pas qu\'une annonce est la dernière : si l\'on vous cache une version plus récente, Échu se croit à jour.',
          'Tout passe par une connexion chiffrée.',
        ],
      },
      { head: 'Vos données' },
      'Une nouvelle version s\'installe par-dessus l\'ancienne et ne touche pas au dossier de vos données. À son premier démarrage, la base est sauvegardée avant d\'être mise à jour. Une version plus ancienne refuse d\'ouvrir une base plus récente au lieu de l\'abîmer : pour revenir en arrière, remettez l\'ancienne version puis [restaurez](#/settings/health) la sauvegarde faite avant.',
    ],
  },
];
