import type { Locator, Page } from '../../ui/node_modules/@playwright/test';
import { expect, test } from './harness';

/** Goes with Tab until `target` has the focus; more than a hundred presses is no way to work. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 100; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${target}`);
}

async function enter(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Enter');
}

/** Through the palette, as someone who knows what he wants. */
async function goTo(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: /^Rechercher/ })).toBeFocused();
  await page.keyboard.type(words);
  await expect(page.getByRole('listbox').getByRole('option').first()).toContainText(words);
  await page.keyboard.press('Enter');
}

test('the main job needs no mouse, from the first start to the registered letter', async ({ app, bridge }) => {
  await enter(app, app.getByRole('button', { name: 'Ouvrir la démonstration' }));
  await enter(app, app.getByRole('button', { name: 'Préparer les relances du jour' }).last());

  const all = app.getByRole('link', { name: /^Relire les \d+$/ });
  const number = Number((await all.innerText()).replace(/\D/g, ''));
  await enter(app, all);
  await expect(app.getByText(`Relance 1 sur ${number}`)).toBeVisible();
  const client = await app.getByRole('heading', { level: 1 }).innerText();
  await app.keyboard.press('ArrowRight');
  await expect(app.getByText(`Relance 2 sur ${number}`)).toBeVisible();
  await app.keyboard.press('ArrowLeft');
  await expect(app.getByText(`Relance 1 sur ${number}`)).toBeVisible();
  await expect(app.getByRole('heading', { level: 1, name: client })).toBeVisible();
  await app.keyboard.press('Enter');
  await expect(app.getByText(`Relance 2 sur ${number}`)).toBeVisible();
  await app.keyboard.press('Escape');

  await enter(app, app.getByRole('button', { name: `Envoyer les ${number - 1}` }));
  await expect(app.getByText(`${number - 1} relances partent`)).toBeVisible();
  await bridge.clock('2026-11-23', '09:31');
  await expect.poll(async () => (await bridge.rpc('sender')).waiting).toBe(0);
  await goTo(app, client);
  await expect(app.getByRole('button', { name: /^Preuve : / }).first()).toBeVisible();

  await goTo(app, 'Courriers');
  await tabTo(app, app.getByRole('grid', { name: 'À préparer' }).locator('tbody tr').first());
  await app.keyboard.press('ArrowDown');
  await app.keyboard.press('ArrowUp');
  await app.keyboard.press('Enter');
  await enter(app, app.getByRole('button', { name: 'Établir la lettre' }));
  await enter(app, app.getByRole('dialog').getByRole('button', { name: 'Établir la lettre' }));
  await enter(app, app.getByRole('button', { name: 'Ouvrir pour imprimer' }));
  await expect.poll(bridge.opened).toHaveLength(1);
  await enter(app, app.getByRole('button', { name: 'Je l’ai postée' }));
  await tabTo(app, app.getByLabel('Numéro de recommandé'));
  await app.keyboard.type('1A 204 118 6037 4');
  await app.keyboard.press('Enter');
  await expect(app.getByText(/Lettre \S+ postée/)).toBeVisible();
});
