import type { Locator } from '../../ui/node_modules/@playwright/test';
import { large } from './large.mjs';
import { clean, expect, test } from './harness';

const amounts = async (grid: Locator): Promise<number[]> =>
  (await grid.locator('tbody tr:not(.gap) td:last-child').allInnerTexts()).map((text) => Number(text.replace(/[^\d,]/g, '').replace(',', '.')));

test('columns and order of a list are those the person chose, the next day too', async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
  await app.evaluate(() => { location.hash = '#/invoices'; });
  const grid = app.getByRole('grid', { name: 'Factures' });
  const head = (name: string) => grid.getByRole('columnheader', { name });
  await expect(head('Date')).toHaveCount(0);

  await app.getByRole('button', { name: 'Colonnes : Factures' }).click();
  await app.getByRole('menuitemcheckbox', { name: 'Date' }).click();
  await app.getByRole('menuitemcheckbox', { name: 'Prochaine étape' }).click();
  await expect(app.getByRole('menuitemcheckbox', { name: 'Facture' })).toHaveAttribute('aria-disabled', 'true');
  await clean(app);
  await app.keyboard.press('Escape');
  await head('Reste dû').getByRole('button').click();
  await expect(head('Reste dû')).toHaveAttribute('aria-sort', 'descending');

  await app.reload();
  await expect(head('Date')).toBeVisible();
  await expect(head('Prochaine étape')).toHaveCount(0);
  await expect(head('Reste dû')).toHaveAttribute('aria-sort', 'descending');
  const owed = await amounts(grid);
  expect(owed.length).toBeGreaterThan(10);
  expect(owed).toEqual([...owed].sort((a, b) => b - a));

  await app.getByRole('button', { name: 'Colonnes : Factures' }).click();
  await app.getByRole('menuitem', { name: 'Remettre la liste comme au départ' }).click();
  await expect(head('Date')).toHaveCount(0);
  await expect(head('Reste dû')).toHaveAttribute('aria-sort', 'none');
});

test('the right button offers what the line can do, from the keyboard too', async ({ app, bridge, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await bridge.rpc('start_demo');
  await app.reload();
  await app.evaluate(() => { location.hash = '#/invoices?filter=late'; });
  const row = app.getByRole('grid', { name: 'Factures' }).locator('tbody tr').first();
  const number = await row.locator('td').first().innerText();
  await row.click({ button: 'right' });
  const menu = app.getByRole('menu', { name: number });
  await expect(menu.getByRole('menuitem', { name: 'Ouvrir la facture' })).toBeFocused();
  await clean(app);
  await app.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);

  await row.focus();
  await app.keyboard.press('Shift+F10');
  await app.keyboard.press('End');
  await app.keyboard.press('Escape');
  await expect(row).toBeFocused();
  // The menu has the keyboard before the next key can come: a letter typed at once is for it.
  expect(await row.evaluate(async (line) => {
    line.dispatchEvent(new KeyboardEvent('keydown', { key: 'F10', shiftKey: true, bubbles: true, cancelable: true }));
    for (let turn = 0; turn < 50; turn++) await null;
    return document.activeElement?.textContent?.trim();
  })).toBe('Ouvrir la facture');
  await app.keyboard.type('c');
  await expect(menu.getByRole('menuitem', { name: 'Copier le numéro' })).toBeFocused();
  await app.keyboard.press('Enter');
  await expect(app.getByText(`Copié : ${number}`)).toBeVisible();
  expect(await app.evaluate(() => navigator.clipboard.readText())).toBe(number);

  await row.click({ button: 'right' });
  await menu.getByRole('menuitem', { name: 'Enregistrer un paiement' }).click();
  await expect(app.getByRole('dialog')).toBeVisible();
  await app.keyboard.press('Escape');

  await app.getByText(/^dont .* en retard$/).dblclick();
  expect(await app.evaluate(() => navigator.clipboard.readText())).toMatch(/^\d+,\d{2}$/);
});

test('ten thousand invoices: the list goes to the last, is put in order whole, and prints a bounded number', async ({ app, bridge }) => {
  test.setTimeout(180_000);
  await large(bridge);
  await app.reload();
  await app.evaluate(() => { location.hash = '#/invoices'; });
  const grid = app.getByRole('grid', { name: 'Factures' });
  await expect(grid.locator('tbody tr').first()).toBeVisible();
  const largest = (await bridge.rpc('invoices', { filter: 'open', limit: 1, order: { by: 'balance', descending: true } })).rows[0].number;
  const head = grid.getByRole('columnheader', { name: 'Reste dû' });
  await head.getByRole('button').click();
  await expect(head).toHaveAttribute('aria-sort', 'descending');
  await expect(grid.locator('tbody tr').first()).toContainText(largest);
  expect(await grid.locator('tbody tr').count()).toBeLessThan(80);
  // The end, as far as the rows are known, until they all are.
  await grid.locator('tbody tr').nth(1).focus();
  for (const rows of [500, 1_000, 2_000, 4_000, 5_000, 10_000]) {
    await expect(grid).toHaveAttribute('aria-rowcount', String(rows + 1));
    await app.keyboard.press('End');
  }

  await app.evaluate(() => { window.print = () => { (window as unknown as { printed: number }).printed = document.querySelectorAll('tbody tr').length; }; });
  await app.keyboard.press('Control+p');
  await expect.poll(() => app.evaluate(() => (window as unknown as { printed?: number }).printed)).toBe(2_000);
  await expect(app.getByText(/^Les 2\s000 premières lignes sur 10\s000/)).toBeAttached();
});

test('a tip is put away for good, and all of them by one click', async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
  const tip = app.getByRole('complementary', { name: 'Conseil' });
  await app.evaluate(() => { location.hash = '#/invoices'; });
  await expect(tip).toBeVisible();
  const first = await tip.innerText();
  await clean(app);
  await tip.getByRole('button', { name: /^Ne plus montrer/ }).click();
  await expect(tip).toHaveCount(0);
  await app.reload();
  await expect(tip).toBeVisible();
  expect(await tip.innerText()).not.toBe(first);
  await app.evaluate(() => { location.hash = '#/invoices/new'; });
  await expect(tip).toHaveCount(0);
  await app.evaluate(() => { location.hash = '#/clients'; });
  await tip.getByRole('button', { name: 'Aucun conseil' }).click();
  await app.reload();
  await app.evaluate(() => { location.hash = '#/invoices'; });
  await expect(app.getByRole('grid', { name: 'Factures' })).toBeVisible();
  await expect(tip).toHaveCount(0);
});
