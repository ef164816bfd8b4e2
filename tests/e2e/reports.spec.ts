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
