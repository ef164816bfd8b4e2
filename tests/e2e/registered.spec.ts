/** The registered-letter kit: envelopes, slip, checklist, proofs, what the app notices, electronic letters. */
import type { Page } from '../../ui/node_modules/@playwright/test';
import { show, slip, STATES } from './gallery.mjs';
import { clean, expect, test } from './harness';

type Row = { id: number; clientId: number; number: string; state: string; medium: string };

test.beforeEach(async ({ app, bridge }) => {
  await STATES.demo(bridge);
  await app.reload();
});

const find = async (bridge: { rpc: (name: string) => Promise<{ letters: Row[] }> }, state: string, medium = 'paper'): Promise<Row> => {
  const row = (await bridge.rpc('letters')).letters.find((one) => one.state === state && one.medium === medium);
  if (!row) throw new Error(`no ${medium} letter is ${state}`);
  return row;
};

const tabTo = async (page: Page, name: string | RegExp, role: 'button' | 'checkbox' | 'textbox' = 'button'): Promise<void> => {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 100; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${name}`);
};

test('an envelope is set, tried and kept without a mouse', async ({ app, bridge }) => {
  await show(app, 'settings/envelopes');
  await tabTo(app, 'Vers la droite', 'textbox');
  await app.keyboard.press('ArrowUp');
  await expect(app.getByRole('textbox', { name: 'Vers la droite' })).toHaveValue('0,1');
  await app.keyboard.press('Control+a');
  await app.keyboard.type('4,5');
  await expect(app.getByText(/jusqu’à 1,5.mm de l’adresse peuvent être cachés à droite/)).toBeVisible();
  await clean(app);
  await tabTo(app, 'Un demi-millimètre à gauche');
  for (let presses = 0; presses < 4; presses += 1) await app.keyboard.press('Enter');
  await expect(app.getByRole('textbox', { name: 'Vers la droite' })).toHaveValue('2,5');
  await expect(app.getByText('L’adresse reste entière dans la fenêtre, où que la feuille glisse.')).toBeVisible();
  await tabTo(app, 'Ouvrir la page d’essai');
  await app.keyboard.press('Enter');
  await expect.poll(async () => (await bridge.opened()).some((path: string) => path.endsWith('Essai-de-la-fenetre.pdf'))).toBe(true);
  await tabTo(app, 'Enregistrer');
  await app.keyboard.press('Enter');
  await expect(app.getByText('Enveloppes et impression enregistrées.')).toBeVisible();
  expect((await bridge.rpc('settings')).stationery.envelope.rightTenthsMm).toBe(25);
});

test('the slip is copied field by field, ticked and printed without a mouse', async ({ app, bridge, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const letter = await find(bridge, 'frozen');
  await show(app, `letters/${letter.id}?kit=1`);
  await tabTo(app, 'Copier : Ville (Destinataire)');
  await app.keyboard.press('Enter');
  await expect(app.getByText('Copié : Ville')).toBeVisible();
  const kit = await bridge.rpc('posting_kit', { id: letter.id });
  const city = kit.groups[0].fields.find(({ label }: { label: string }) => label === 'Ville').value;
  expect(await app.evaluate(() => navigator.clipboard.readText())).toBe(city);
  await tabTo(app, 'La lettre est imprimée et signée.', 'checkbox');
  await app.keyboard.press('Space');
  await expect.poll(async () => (await bridge.rpc('posting_kit', { id: letter.id })).checks[0].done).toBe(true);
  await show(app, 'letters');
  await show(app, `letters/${letter.id}?kit=1`);
  await expect(app.getByRole('checkbox', { name: 'La lettre est imprimée et signée.' })).toBeChecked();
  await app.getByRole('button', { name: 'Imprimer la fiche' }).click();
  await expect.poll(async () => (await bridge.opened()).some((path: string) => path.includes('Fiche-de-depot'))).toBe(true);
  await app.getByRole('button', { name: 'Je l’ai postée' }).click();
  await expect(app.getByText(/points ne sont pas cochés/)).toBeVisible();
  await clean(app);
});

test('several letters leave with one list', async ({ app, bridge }) => {
  await show(app, 'letters');
  await app.getByRole('button', { name: 'Bordereau du jour' }).click();
  await expect(app.getByText(/Bordereau ouvert.: \d+ lettres/)).toBeVisible();
  await expect.poll(async () => (await bridge.opened()).some((path: string) => path.includes('Bordereau-du-2026-11-23'))).toBe(true);
});

test('a photo dropped on an open letter is kept, shown, and is a proof of the client', async ({ app, bridge }) => {
  const letter = await find(bridge, 'presented');
  await show(app, `letters/${letter.id}`);
  await app.evaluate((path) => window.dispatchEvent(new CustomEvent('echu:drop', { detail: [path] })), slip);
  await expect(app.getByText('Preuve de dépôt : fichier joint.')).toBeVisible();
  await app.getByRole('button', { name: /^Voir : Preuve de dépôt/ }).click();
  await expect(app.getByRole('img', { name: /Preuve-de-depot/ })).toBeVisible();
  await clean(app);
  await app.keyboard.press('Escape');
  await show(app, `clients/${letter.clientId}?proofs=1`);
  await app.getByRole('button', { name: /Preuve : Preuve de dépôt de la lettre/ }).click();
  await expect(app.getByRole('img', { name: /Preuve-de-depot/ })).toBeVisible();
});

test('a letter nobody fetched is noticed by itself, and each outcome says what follows before it is chosen', async ({ app, bridge }) => {
  const letter = await find(bridge, 'presented');
  await bridge.clock('2026-12-09');
  await app.reload();
  await show(app, 'today?pile=letters');
  await app.getByRole('row', { name: /À vérifier/ }).first().click();
  await show(app, `letters/${letter.id}`);
  await expect(app.getByText('Non réclamée ? À vérifier').first()).toBeVisible();
  await clean(app);
  await app.getByRole('button', { name: 'Noter : non réclamée' }).click();
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByRole('radio', { name: /Non réclamée/ })).toBeChecked();
  await expect(dialog.getByText('n° 19-20.680', { exact: false })).toBeVisible();
  await expect(dialog.getByText('Ne tenez pas la mise en demeure pour faite', { exact: false })).toBeVisible();
  await clean(app);
  await dialog.getByRole('textbox', { name: /Revenue le/ }).fill('09/12/2026');
  await app.keyboard.press('Enter');
  await expect.poll(async () => (await bridge.rpc('letters')).letters.find((row: Row) => row.id === letter.id)?.state).toBe('returned');
});

test('an electronic letter is recorded with its provider, its hour and its number', async ({ app, bridge }) => {
  const letter = await find(bridge, 'frozen', 'electronic');
  await show(app, `letters/${letter.id}`);
  await app.getByRole('button', { name: 'Je l’ai envoyée' }).click();
  const dialog = app.getByRole('dialog');
  // The key goes to the dialog once it has the focus.
  await expect(dialog.locator(':focus')).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(dialog.getByText('Ce champ est obligatoire.').first()).toBeVisible();
  await clean(app);
  await dialog.getByLabel('Prestataire').fill('Recommandé Plus');
  await dialog.getByLabel('Heure').fill('14:05');
  await dialog.getByLabel('Numéro de l’envoi').fill('LRE-2026-0043');
  await dialog.getByRole('button', { name: 'Oui, elle est envoyée' }).click();
  await expect(app.getByText('23 nov. 2026 à 14:05')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Acceptée' })).toBeVisible();
});

test('an electronic letter to a consumer asks when and how he agreed', async ({ app, bridge }) => {
  const { rows } = await bridge.rpc('clients', { lateOnly: true });
  const saved = await bridge.rpc('save_client', { client: { ...(await bridge.rpc('client', { id: rows[0].id })).client, name: 'Camille Ferrand', debtorKind: 'consumer', siren: '', siret: '', vatNumber: '' } });
  const id = saved.value.id ?? saved.value;
  await bridge.rpc('save_invoice', { invoice: { clientId: id, kind: 'invoice', number: 'F-LRE-1', issuedOn: '2026-08-01', dueOn: '2026-09-01', total: 50000 } });
  await show(app, `letters?client=${id}`);
  await app.getByText('Recommandé électronique', { exact: true }).click();
  await expect(app.getByText('Code des postes, art. L100', { exact: false })).toBeVisible();
  await expect(app.getByRole('button', { name: 'Établir la lettre' })).toBeDisabled();
  await app.getByRole('textbox', { name: /Accord donné le/ }).fill('02/11/2026');
  await app.getByLabel('Comment').fill('case cochée sur le devis D-12');
  await clean(app);
  await expect(app.getByRole('button', { name: 'Établir la lettre' })).toBeEnabled();
});
