import { expect, it } from 'vitest';
import { pages } from '../guide';
import { commands, matches } from './palette';

const found = (typed: string) => matches(commands(undefined, [], pages, () => undefined), typed).map(({ label }) => label.replaceAll('\u00a0', ' '));

it.each([
  ['sauvegarde', 'Réglages : Santé et sauvegardes'],
  ['messagerie', 'Réglages : Messagerie'],
  ['IBAN', 'Réglages : Identité'],
  ['payer', 'Enregistrer un paiement : choisir la facture réglée'],
  ['clavier', 'Clavier, clic droit, colonnes, impression'],
])('« %s » is found by the word one looks for', (typed, label) => expect(found(typed)).toContain(label));
