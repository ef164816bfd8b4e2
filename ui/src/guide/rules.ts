/** Why a reminder goes or waits: one page a rule, its key as the engine gives it. */
import type { Page } from './page';

const rule = (key: string, title: string, ...blocks: Page['blocks']): Page => ({ key, group: 'rules', title, blocks });

/** Every rule, in the order in which they are met. */
export const rules: Page[] = [
  rule(
    'step_day',
    'Le jour de l\'étape',
    'Chaque facture suit un scénario : des étapes, chacune à tant de jours de l\'échéance. Une étape part à son jour ou après, **jamais avant**, et seulement si celle d\'avant est faite. Dans le scénario standard, entre professionnels : rappel à 5 jours, appel à 12, relance ferme à 20, dernier avis à 30, mise en demeure à 40.',
    'Les étapes se changent dans [Scénarios](#/plans).',
    'Une facture payée ou qui n\'est pas en retard n\'est pas relancée. Un client avec plusieurs factures en retard reçoit un seul message.',
  ),
  rule(
    'open_day',
    'Jours ouvrés seulement',
    'Une étape dont le jour tombe un dimanche, un jour férié, ou un samedi si vous ne travaillez pas ce jour-là, est reportée au premier jour ouvré. Les jours fériés de votre région et le samedi se choisissent dans les [options](#/settings/options).',
    'Ce report ne concerne que la relance : l\'échéance de la facture, elle, ne bouge pas.',
  ),
  rule(
    'min_interval',
    'Le délai entre deux contacts',
    'Échu laisse passer au moins 7 jours entre deux contacts d\'un même client : e-mail, appel, SMS, visite, lettre, et aussi le premier envoi de la facture s\'il est noté. Un appel prévu le même jour qu\'un message compte pour un seul contact.',
    'Le délai se change dans les [options](#/settings/options). Pour ne pas attendre, prenez « Relancer quand même » : c\'est votre décision, et l\'historique le dira.',
  ),
  rule(
    'previous_step',
    'L\'écart avec l\'étape d\'avant',
    'Quand une étape est partie en retard, la suivante garde son écart avec elle. Si le rappel prévu à 5 jours est parti à 12, la relance ferme prévue 15 jours plus tard part à 27, et non à 20 : le client a le temps de répondre.',
  ),
  rule(
    'catch_up',
    'Après une absence',
    'Ordinateur éteint, congés, semaine chargée : rien n\'est perdu, et rien ne part en rafale. Une étape dont le jour est passé reste à faire ; au retour, chaque client reçoit **un** message au plus, puis les étapes reprennent avec leurs écarts. Un message préparé qui n\'est pas parti à son jour le dit.',
  ),
  rule(
    'triage',
    'Le tri de l\'arriéré',
    'Les factures déjà en retard à l\'import attendent que vous disiez à quelle étape reprendre. Rien ne part à ces clients avant. Ouvrez le [tri](#/triage), ou lisez [Trier l\'arriéré](#/guide/trier).',
  ),
  rule(
    'dispute',
    'Un litige',
    'Une facture contestée n\'est pas relancée pour la part contestée. Si le litige ne porte que sur une partie, le reste est encore réclamé. Notez la date de réponse promise au client : il attend de vous un avoir, une explication ou une preuve.',
    'Quand c\'est réglé, levez le litige sur la fiche du client : les relances reprennent à la même étape.',
  ),
  rule(
    'promise',
    'Une promesse de paiement',
    'Rien ne part avant le jour promis, plus deux jours ouvrés, le temps que le virement arrive. Sans paiement, la relance reprend **à la même étape**, et le message dit que la promesse n\'a pas été tenue. Elle ne repart pas du début.',
  ),
  rule(
    'instalments',
    'Un échéancier',
    'Tant que l\'échéancier est tenu, les factures qu\'il couvre ne sont pas relancées ; les autres le sont. Une échéance payée ou en retard se lit dans les paiements : rien n\'est à cocher.',
    'Avant chaque échéance, un **rappel courtois** vous est proposé dans « Aujourd\'hui », trois jours avant par défaut : réglez-le, ou retirez-le, sur la fiche du client. Il ne réclame que ce qui manque de l\'échéance, part comme tout message après votre relecture, et une seule fois. Une échéance dont le jour est passé n\'est plus rappelée. Ce jour-là, les relances du même client pour ses autres factures attendent, sauf celles qui sont déjà prêtes.',
    'Si une échéance n\'est pas payée dans son délai de grâce, le client vient dans « À corriger » : rappeler, mettre en demeure ou prononcer la déchéance du terme est votre décision. Voir [L\'échéancier, de l\'accord à sa fin](#/guide/echeancier).',
  ),
  rule(
    'pause',
    'Des relances suspendues',
    'Vous avez suspendu les relances de ce client ou de cette facture, jusqu\'à une date ou jusqu\'à nouvel ordre. L\'étape en cours reste la même. Pour reprendre plus tôt, levez la suspension sur la fiche du client.',
  ),
  rule(
    'closed',
    'Tout est en pause',
    'Vous avez annoncé une absence : jusqu\'à son dernier jour, rien n\'est préparé, aucun appel n\'est proposé, et ce qui était approuvé attend. Un bandeau le dit sur tous les écrans.',
    'Au retour, tout reprend de soi-même, à l\'étape où chaque client en était, un contact au plus par client. « Reprendre maintenant » met fin à la pause avant son terme. Pour l\'annoncer : « Je m\'absente… », au bas d\'[Aujourd\'hui](#/today).',
  ),
  rule(
    'follow_up',
    'La suite d\'un appel',
    'Chaque résultat d\'appel mène à une suite datée. Messagerie ou personne au bout du fil : l\'étape n\'est pas faite, et l\'appel revient le jour dit, sans attendre le délai entre deux contacts, puisque c\'est le même contact. Client en difficulté : rien ne part jusqu\'au jour où vous en reparlez. Facture non reçue : vous la renvoyez, deux semaines passent, et le premier message qui en reparle est d\'un ton plus doux que son étape.',
    'Un nouvel appel remplace la suite du précédent. « Ne plus rappeler », sur la fiche d\'appel, l\'abandonne. Voir [Appels, SMS et visites](#/guide/appels).',
  ),
  rule(
    'decision',
    'Une décision prise',
    'Vous avez décidé de la suite de ce dossier : il repose jusqu\'au jour où il revient dans [À décider](#/ending). Une facture plus récente du même client suit son propre scénario.',
    'Une décision se reprend en un clic, sur la fiche du client ou dans « À décider ». Une seule ne se reprend plus : la mise en demeure une fois postée, parce qu\'elle a produit ses effets. Jusque-là, elle attend dans [Lettres](#/letters), avec celles à préparer.',
    'Une mise en demeure postée laisse au client le délai qu\'elle lui donne : d\'ici là, aucune relance ne part pour ses factures et le dossier n\'est pas dans « À décider ». Le délai part de la première présentation ; sans elle, le dossier revient au plus tôt quinze jours après l\'envoi. Une lettre revenue pour adresse inconnue vous le rend tout de suite.',
    'Un client qui refuse de payer au téléphone vient aussi dans « À décider », tout de suite : aucune relance ne part plus avant votre choix.',
  ),
  rule(
    'insolvency',
    'Une procédure collective',
    'Un client en sauvegarde, en redressement ou en liquidation judiciaire ne se relance plus : les poursuites individuelles sont arrêtées (C. com., art. L622-21, à vérifier). Il faut **déclarer votre créance** au mandataire judiciaire ou au liquidateur, dans les deux mois de la publication au BODACC (C. com., art. R622-24).',
    'Passé ce délai, un relevé de forclusion peut être demandé dans les six mois (C. com., art. L622-26). Demandez conseil sans attendre.',
  ),
  rule(
    'handle_with_care',
    'Un client à ménager',
    'Vous avez marqué ce client « à ménager » : aucune relance n\'est préparée d\'elle-même. « Relancer quand même » en prépare une quand vous le décidez. La marque se retire sur la fiche du client.',
  ),
  rule(
    'unallocated_money',
    'De l\'argent à affecter',
    'Ce client a payé, ou il a un avoir, et Échu ne sait pas quelle facture est réglée. Réclamer une facture peut-être payée serait une faute : tout attend que vous affectiez la somme, sur la fiche du client.',
    'De même quand votre relevé de compte montre un encaissement qui peut venir de lui : le [rapprochement](#/matching) le demande d\'abord.',
  ),
  rule(
    'direct_debit',
    'Une facture prélevée',
    'Une facture payée par prélèvement n\'est pas relancée : c\'est vous qui prélevez. Si le prélèvement est rejeté, dites-le sur la facture, « Prélèvement rejeté », ou en notant le rejet du paiement : elle suivra son scénario.',
    'Dix jours après l\'échéance, un prélèvement qui n\'est ni reçu ni rejeté passe dans [À corriger](#/tofix) : un oubli ne dure pas.',
  ),
  rule(
    'uncertain',
    'Un envoi incertain',
    'Un message précédent est peut-être arrivé, peut-être pas. L\'étape suivante attend que vous le disiez, dans [Relances](#/outbox) : sinon le client pourrait recevoir deux fois la même chose, ou un ton plus dur sans avoir reçu le premier. Voir [Envoi incertain](#/guide/envoi-incertain).',
  ),
  rule(
    'to_fix',
    'À corriger d\'abord',
    'Il manque de quoi relancer : une date d\'échéance, une adresse e-mail valable, une adresse postale complète, un numéro de téléphone, ou un scénario pour ce client ; ou bien une facture semble entrée deux fois. Ce qui est à corriger n\'est jamais envoyé. [À corriger](#/tofix) les réunit toutes, chacune avec le champ qui la répare. Un message déjà préparé pour ce client quitte les relances prêtes, et y revient une fois la correction faite.',
  ),
  rule(
    'by_hand',
    'Une relance demandée par vous',
    'Vous avez demandé cette relance hors du scénario. Elle compte comme un contact : l\'étape suivante attendra le délai entre deux contacts.',
  ),
  rule(
    'end_of_plan',
    'La fin du scénario',
    'Toutes les étapes sont faites, mise en demeure comprise, et la facture n\'est pas payée. Échu n\'abandonne pas le client en silence, et ne choisit pas non plus pour vous : le dossier attend dans [À décider](#/ending), avec six choix.',
    {
      list: [
        '**Mettre en demeure**, si ce n\'est pas fait ou pour ce qu\'elle ne réclamait pas.',
        '**Attendre** jusqu\'à un jour : le dossier revient de lui-même.',
        '**Un échéancier** : un accord de paiement écrit, avec des dates, vaut souvent mieux qu\'un procès.',
        '**L\'injonction de payer** : une demande écrite au tribunal, sans audience au départ (CPC, art. 1405 et suivants).',
        '**Confier le dossier** à un avocat, à un commissaire de justice ou à une société de recouvrement.',
        '**Passer la facture en perte**, quand il n\'y a plus rien à attendre.',
      ],
    },
    'Chaque choix est gardé dans l\'historique et se reprend, sauf une mise en demeure postée. Passer en perte est une écriture : la dette existe encore. [Aucun client oublié](#/everyone) montre que chaque client en retard est dans une liste et une seule.',
    'Surveillez [les délais pour agir](#/guide/prescription) : les relances ne les arrêtent pas.',
  ),
];
