import { clean, expect, test } from './harness';

test('a report is read, told another time, kept by its address and saved', async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
  await app.getByRole('link', { name: 'Rapports', exact: true }).click();
  await clean(app);
  await app.getByRole('link', { name: 'Balance âgée', exact: true }).click();
  const table = app.getByRole('table', { name: 'Balance âgée' });
  await expect(table.getByRole('rowheader', { name: 'Total' })).toBeVisible();
  const today = (await table.locator('tfoot').textContent()) ?? '';
  await app.getByRole('button', { name: 'Fin de l’an dernier' }).click();
  await expect(app).toHaveURL(/on=2025-12-31/);
  await expect(app.getByText('Au 31 décembre 2025')).toBeVisible();
  await expect(table.locator('tfoot')).not.toHaveText(today);
  await app.reload();
  await expect(app.getByText('Au 31 décembre 2025')).toBeVisible();
  await clean(app);
  await app.goBack();
  await expect(table.locator('tfoot')).toHaveText(today);
});

test('the palette goes to a report, and a client is asked for where one is needed', async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
  await app.keyboard.press('Control+k');
  await app.getByRole('combobox').fill('relevé de compte');
  await app.keyboard.press('Enter');
  await expect(app.getByText('De quel client')).toBeVisible();
  await app.getByRole('combobox', { name: 'Client' }).fill('ormeaux');
  await app.getByRole('option').first().click();
  await expect(app.getByRole('table', { name: 'Relevé de compte d’un client' })).toBeVisible();
  await expect(app).toHaveURL(/client=\d+/);
});
