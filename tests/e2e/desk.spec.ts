/** What a person does himself: a call and what follows it, a correction in place, a decision taken and taken back. */
import { STATES } from './gallery.mjs';
import { clean, expect, test } from './harness';

test.beforeEach(async ({ app, bridge }) => {
  await STATES.demo(bridge);
  await app.reload();
});

test('a call leads to a promise, and its confirmation is proposed ready written', async ({ app, bridge }) => {
  const { callRows } = await bridge.rpc('today');
  const call = callRows.find(({ channel }: { channel: string }) => channel === 'phone');
  await app.goto(`${bridge.url}/#/today?pile=calls&client=${call.clientId}`);
  await expect(app.getByRole('heading', { name: call.clientName })).toBeVisible();
  await clean(app);
  await app.getByRole('button', { name: 'Promet de payer' }).click();
  await expect(app.getByRole('textbox', { name: 'Promet de payer le' })).not.toHaveValue('');
  await app.getByRole('button', { name: 'Noter l’appel' }).click();
  await expect(app.getByRole('dialog', { name: /Confirmer la promesse/ })).toBeVisible();
  await clean(app);
  await app.getByRole('button', { name: 'C’est envoyé' }).click();
  await expect(app.getByText('Message noté dans l’historique.')).toBeVisible();
  const holds = await bridge.rpc('holds_of', { clientId: call.clientId });
  expect(holds[0].kind).toBe('promise');
});

test('nobody is forgotten, and a case is decided then taken back', async ({ app, bridge }) => {
  await app.getByRole('link', { name: /0 sans prochaine étape/ }).click();
  await expect(app.getByRole('heading', { name: '0 client sans prochaine étape' })).toBeVisible();
  await clean(app);
  await app.goto(`${bridge.url}/#/ending`);
  await app.getByRole('grid', { name: 'À décider' }).locator('tbody tr').first().click();
  await app.getByRole('radio', { name: /^Attendre/ }).check();
  await clean(app);
  await app.getByRole('button', { name: 'Décider', exact: true }).click();
  await expect(app.getByRole('heading', { name: /décisions? en cours/ })).toBeVisible();
  await app.getByRole('button', { name: /^Reprendre : / }).first().click();
  await expect(app.getByText('Décision reprise', { exact: false })).toBeVisible();
});

test('what is to correct is mended in place, and everything waits during a holiday', async ({ app, bridge }) => {
  const before = (await bridge.rpc('to_fix')).groups.find(({ kind }: { kind: string }) => kind === 'email').count;
  await app.goto(`${bridge.url}/#/tofix?kind=email`);
  await clean(app);
  await app.getByLabel(/^Adresse e-mail, /).first().fill('compta@corrige.example');
  await app.getByRole('button', { name: /^Enregistrer pour / }).first().click();
  await expect.poll(async () => (await bridge.rpc('to_fix')).groups.find(({ kind }: { kind: string }) => kind === 'email')?.count ?? 0).toBe(before - 1);
  await app.goto(`${bridge.url}/#/today`);
  await app.getByRole('button', { name: 'Je m’absente…' }).click();
  await app.getByRole('button', { name: 'Mettre en pause' }).click();
  await expect(app.getByText('Toutes les relances sont en pause', { exact: false })).toBeVisible();
  await app.getByRole('button', { name: 'Reprendre maintenant' }).click();
  await expect(app.getByText('Les relances reprennent.')).toBeVisible();
});
