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

test('a figure of the dashboard opens its rows, whose total it is, and each chart leads to the same', async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
  await app.getByRole('link', { name: 'Tableau de bord', exact: true }).click();
  await clean(app);
  const overdue = app.locator('.facts a.big').nth(1);
  const amount = (await overdue.textContent()) ?? '';
  await overdue.click();
  const table = app.getByRole('table', { name: 'En retard' });
  await expect(table.locator('tfoot')).toContainText(amount);
  await expect(app.getByText('Comment c’est calculé')).toBeVisible();
  await clean(app);
  await app.getByRole('main').getByRole('link', { name: 'Tableau de bord' }).click();
  const week = app.locator('svg a[aria-label^="Semaine du"]').first();
  const said = (await week.getAttribute('aria-label')) ?? '';
  await week.focus();
  await app.keyboard.press('Enter');
  await expect(app.getByRole('table', { name: 'Encaissements attendus' }).locator('tfoot')).toContainText(/: (.*€)/.exec(said)?.[1] ?? 'nothing');
});
