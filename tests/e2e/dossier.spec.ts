/** The evidence file: what it holds and what it lacks, before it is made. */
import { show, STATES } from './gallery.mjs';
import { clean, expect, test } from './harness';

test('a client’s file says what is missing and where to mend it, and passes axe', async ({ app, bridge }) => {
  await STATES.demo(bridge);
  await app.reload();
  const { rows } = await bridge.rpc('invoices', { filter: 'open' });
  await show(app, `clients/${rows[0].clientId}?dossier=1`);
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: /^Dossier de preuve/ })).toBeVisible();
  await expect(dialog.getByRole('heading', { name: /^Ce qui manque/ })).toBeVisible();
  const whole = await dialog.getByRole('list').last().getByRole('listitem').count();
  await dialog.getByLabel('Pour').selectOption('accountant');
  await dialog.getByText('À choisir').click();
  const boxes = dialog.getByRole('checkbox');
  for (const box of await boxes.all()) await box.uncheck();
  await expect(dialog.getByRole('alert')).toHaveText('Choisissez au moins une facture.');
  await expect(dialog.getByRole('button', { name: /Enregistrer le dossier/ })).toBeDisabled();
  await boxes.first().check();
  await expect.poll(() => dialog.getByRole('list').last().getByRole('listitem').count()).toBeLessThanOrEqual(whole);
  await clean(app);
});
