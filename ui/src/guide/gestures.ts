/** The page on what the hands do: keys, right button, columns, paper, tips. */
import type { Page } from './page';

/** Keys, right button, columns, paper. */
export const gestures: Page[] = [
  {
    key: 'gestes',
    group: 'start',
    title: 'Clavier, clic droit, colonnes, impression',
    blocks: [
      'Tout ce qu\'Échu fait se fait à la souris et au clavier. Appuyez sur **?** n\'importe où, hors d\'un champ : la liste de toutes les touches s\'affiche.',
      { head: 'Aller vite' },
      {
        list: [
          '**Ctrl K**, ou **/** hors d\'un champ, cherche un client, une facture ou une action : tapez trois lettres, puis Entrée.',
          'Dans une liste, **↑** et **↓** passent d\'une ligne à l\'autre, **Entrée** ouvre, **Échap** referme le volet.',
          'Un fichier **déposé** n\'importe où sur la fenêtre ouvre l\'import ; sur une lettre ouverte, il s\'y joint comme preuve.',
          'La liste des factures défile jusqu\'à la dernière, même s\'il y en a cent mille.',
        ],
      },
      { head: 'Agrandir ou rapetisser l\'écran (zoom)' },
      '**Ctrl +** agrandit tout, **Ctrl −** rapetisse ; Ctrl et la molette font de même. Sur un Mac, c\'est ⌘.',
      { head: 'Le clic droit' },
      'Sur une ligne de [factures](#/invoices), de [clients](#/clients), de [relances](#/outbox) ou de [courriers](#/letters), le bouton droit montre ce qu\'on peut en faire, et de quoi copier son numéro ou son montant. La touche **Menu**, ou **Maj F10**, fait de même. Dans un champ, et sur des mots sélectionnés, c\'est le menu de votre système qui s\'ouvre.',
      { head: 'Copier un chiffre' },
      'Un clic droit sur un montant propose de le copier ; là où un simple clic n\'ouvre rien, un double-clic suffit. Il est copié tel que le veut un tableur ou le site d\'une banque : « 1234,56 », sans espace ni symbole. Ce qui a été copié est dit en bas de l\'écran.',
      { head: 'Choisir ses colonnes et son ordre' },
      {
        list: [
          '**Colonnes**, au-dessus d\'une liste, ajoute ou retire des colonnes. Celle qui nomme la ligne reste toujours.',
          'Un clic sur un titre de colonne met la liste dans cet ordre, un deuxième l\'inverse, un troisième rend l\'ordre habituel.',
          'Ces choix sont gardés sur cet ordinateur ; « Remettre la liste comme au départ » les oublie. Au-delà de 5 000 lignes, une liste reste dans l\'ordre habituel : trier une partie seulement tromperait.',
        ],
      },
      { head: 'Imprimer' },
      '**Ctrl P**, ou l\'icône de l\'imprimante, met sur papier l\'écran sans ses boutons, en noir sur blanc, avec la date. Une liste s\'imprime entière, avec les colonnes et les filtres que vous voyez, jusqu\'à 2 000 lignes ; au-delà, la dernière ligne le dit. Pour un fichier, voir [Exporter](#/guide/exporter).',
      { head: 'Les conseils' },
      'Au pied de certains écrans, un conseil du métier, un par jour. « Ne plus montrer » écarte celui-là, « Aucun conseil » les arrête tous ; [Réglages, Application](#/settings/app) les remet.',
    ],
  },
];
