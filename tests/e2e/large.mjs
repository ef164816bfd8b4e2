// A base of ten thousand invoices, made as a person would: one file of the billing software, imported.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DAY = 86_400_000;
const TRADES = ['Menuiserie', 'Garage', 'Boulangerie', 'Clinique', 'Mairie de', 'Hôtel', 'Atelier', 'Pharmacie', 'Syndic', 'Transports'];
const NAMES = ['Kerlan', 'Aubert', 'Morvan', 'des Embruns', 'du Vieux-Port', 'Saint-Gildas', 'Perrin & Fils', 'de la Rade', 'Leroux', 'du Moulin Blanc et de ses dépendances réunies'];
const day = (time) => new Date(time).toISOString().slice(0, 10).split('-').reverse().join('/');

/** The rows: `count` invoices of `count / 16` clients, two thirds of them late, from 20 € to 9 000 €. */
export function table(count, today) {
  const end = Date.parse(`${today}T00:00:00Z`);
  const lines = ['Numéro;Client;E-mail;Date;Échéance;Montant TTC;Objet'];
  for (let i = 0; i < count; i += 1) {
    const client = (i * 7) % Math.ceil(count / 16);
    const due = end + (60 - ((i * 37) % 400)) * DAY;
    const cents = 2_000 + ((i * 7919) % 898_000);
    lines.push([
      `F-${String(i + 1).padStart(6, '0')}`, `${TRADES[client % 10]} ${NAMES[Math.floor(client / 10) % 10]} ${client}`, `compta${client}@client.example`,
      day(Math.min(due - 30 * DAY, end)), day(due), `${Math.floor(cents / 100)},${String(cents % 100).padStart(2, '0')}`, `Intervention ${i % 40}`,
    ].join(';'));
  }
  return lines.join('\r\n');
}

/** Imports them into the base of the bridge. */
export async function large(bridge, count = 10_000, today = '2026-11-23') {
  const path = join(bridge.folder, 'factures.csv');
  writeFileSync(path, `\ufeff${table(count, today)}`);
  await bridge.choose(path);
  const { token } = await bridge.rpc('pick_file', { kind: 'import' });
  const { draft } = await bridge.rpc('open_import', { token });
  await bridge.rpc('commit_import', { draft });
}
