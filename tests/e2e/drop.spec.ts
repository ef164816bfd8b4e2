/** A file let go anywhere over the window: it is imported, or the person is told why not. */
import { copyFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { show, STATES } from './gallery.mjs';
import { clean, expect, test } from './harness';

const invoices = fileURLToPath(new URL('../fixtures/imports/ambiguous.csv', import.meta.url));
const unexplained = fileURLToPath(new URL('../fixtures/bank/inconnu.csv', import.meta.url));
const letGo = (path: string) => window.dispatchEvent(new CustomEvent('echu:drop', { detail: [path] }));
const carry = (over: boolean) => window.dispatchEvent(new CustomEvent('echu:drag', { detail: over }));

test.beforeEach(async ({ app, bridge }) => {
  await STATES.demo(bridge);
  await app.reload();
});

test('on any screen, what would become of the file is said, then the import opens on it', async ({ app }) => {
  await show(app, 'clients');
  await app.evaluate(carry, true);
  await expect(app.getByText('Déposez pour importer')).toBeVisible();
  await clean(app);
  await app.evaluate(letGo, invoices);
  await expect(app.getByRole('heading', { name: 'Comment lire le fichier' })).toBeVisible();
  await expect(app.getByText('Déposez pour importer')).toBeHidden();
});

test('what is being written is not lost to a file', async ({ app }) => {
  await show(app, 'clients/new');
  await app.evaluate(letGo, invoices);
  await expect(app.getByText('Enregistrez ou fermez ce qui est ouvert', { exact: false })).toBeVisible();
  await expect(app).toHaveURL(/clients\/new/);
});

test('a bank table that nothing explains is read as the person says', async ({ app }) => {
  await show(app, 'import');
  await app.evaluate(letGo, unexplained);
  await app.getByRole('combobox', { name: 'Contenu' }).selectOption('movements');
  await expect(app.getByText('Il manque des colonnes pour continuer', { exact: false })).toBeVisible();
  const said: Record<string, string> = { Quand: 'booked', Quoi: 'label', Mouvt: 'amount' };
  // All three in one breath: none waits for the file to be read again, and none is lost.
  await app.getByLabel('Ce qu’est la colonne', { exact: false }).evaluateAll((lists, said) => {
    for (const list of lists as HTMLSelectElement[]) {
      const column = said[list.closest('tr')?.querySelector('th')?.textContent ?? ''];
      if (column === undefined) continue;
      list.value = column;
      list.dispatchEvent(new Event('change', { bubbles: true }));
    }
  }, said);
  await expect(app.getByText('Ligne 5 : la date « 31/02/2026 » ne se lit pas.')).toBeVisible();
  await clean(app);
  await app.getByRole('button', { name: 'Garder 1 encaissement' }).click();
  await expect(app).toHaveURL(/matching/);
  await show(app, 'import');
  await app.evaluate(letGo, unexplained);
  await expect(app.getByText('Les colonnes sont celles que vous aviez confirmées', { exact: false })).toBeVisible();
});

test('a bank table that is gone meanwhile stays as it was read, and one that is closed while it is read stays closed', async ({ app }, of) => {
  const gone = of.outputPath('releve.csv');
  copyFileSync(unexplained, gone);
  await show(app, 'import');
  await app.evaluate(letGo, gone);
  await app.getByRole('combobox', { name: 'Contenu' }).selectOption('movements');
  const column = app.getByLabel('Ce qu’est la colonne Quand');
  await column.focus();
  await column.selectOption('booked');
  await expect(app.getByText('Il manque des colonnes pour continuer', { exact: false })).not.toContainText('Date');
  await expect(app.locator('[aria-busy=true]')).toHaveCount(0);
  await expect(column).toBeFocused();
  rmSync(gone);
  await column.selectOption('label');
  await expect(column).toHaveValue('booked');
  await expect(app.getByRole('heading', { name: 'releve.csv' })).toBeVisible();

  copyFileSync(unexplained, gone);
  const answered = app.waitForResponse((answer) => answer.url().endsWith('/rpc/open_statement'));
  await column.evaluate((list) => {
    (list as HTMLSelectElement).value = 'label';
    list.dispatchEvent(new Event('change', { bubbles: true }));
    [...document.querySelectorAll('button')].find(({ textContent }) => textContent?.trim() === 'Abandonner')?.click();
  });
  await (await answered).finished();
  await app.evaluate(() => new Promise((done) => { requestAnimationFrame(() => requestAnimationFrame(done)); }));
  await expect(app.getByRole('heading', { name: 'releve.csv' })).toHaveCount(0);
});
