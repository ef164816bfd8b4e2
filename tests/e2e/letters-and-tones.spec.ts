/** What a person meets on the way of a letter and of a message: lacks, outcomes, tones, archives. */
import { routes, show, STATES } from './gallery.mjs';
import { expect, test } from './harness';

test.beforeEach(async ({ app, bridge }) => {
  await STATES.demo(bridge);
  await app.reload();
});

test('what a notice lacks leads to the field that fills it', async ({ app, bridge }) => {
  const route = new Map(await routes(bridge)).get('letters-lacking');
  expect(route, 'the demonstration has a client without a SIREN').toBeDefined();
  await show(app, route);
  await app.getByRole('alert').getByRole('link', { name: /SIREN/ }).click();
  await expect(app.getByRole('textbox', { name: 'SIREN' })).toBeFocused();
});

test('a letter that found nobody says so and leads to the address, then to another letter', async ({ app, bridge }) => {
  await show(app, new Map(await routes(bridge)).get('letters-unknown_address'));
  await expect(app.getByText('Ne tenez pas la mise en demeure pour faite', { exact: false })).toBeVisible();
  await expect(app.getByText('À payer au plus tard le')).toBeHidden();
  await app.getByRole('link', { name: 'Préparer une nouvelle lettre' }).click();
  await expect(app.getByRole('button', { name: 'Établir la lettre' })).toBeEnabled();
});

test('a second letter for the same invoices is said, then confirmed', async ({ app, bridge }) => {
  const { letters } = await bridge.rpc('letters');
  const posted = letters.find(({ state }: { state: string }) => state === 'posted');
  await show(app, `letters?client=${posted.clientId}`);
  await expect(app.getByText(`La mise en demeure ${posted.number}`, { exact: false })).toBeVisible();
  await app.getByRole('button', { name: 'Établir la lettre' }).click();
  await app.getByRole('dialog').getByRole('button', { name: 'Établir la lettre' }).click();
  await expect.poll(async () => (await bridge.rpc('letters')).letters.length).toBe(letters.length + 1);
});

test('a message is hardened, then softened back', async ({ app, bridge }) => {
  await show(app, new Map(await routes(bridge)).get('review-one'));
  await app.getByRole('button', { name: 'Durcir : Relance ferme' }).click();
  await app.getByRole('button', { name: 'Adoucir : 1er rappel' }).click();
  await expect(app.getByRole('button', { name: 'Durcir : Relance ferme' })).toBeVisible();
});

test('an archived invoice is found in its own list and comes back', async ({ app, bridge }) => {
  const { rows } = await bridge.rpc('invoices', { filter: 'open' });
  await bridge.rpc('archive_invoice', { id: rows[0].id, archived: true });
  await show(app, `invoices/${rows[0].id}?filter=archived`);
  await app.getByRole('button', { name: 'Reprendre des archives' }).click();
  await expect(app.getByText('Aucune facture archivée.')).toBeVisible();
});
