import { clean, expect, test } from './harness';

test('the frame names its parts and is reached from the keyboard', async ({ app }) => {
  await expect(app.getByRole('navigation', { name: 'Principale' })).toBeVisible();
  await app.keyboard.press('Tab');
  await expect(app.getByRole('link', { name: 'Aller au contenu' })).toBeFocused();
  await clean(app);
});

test('the palette opens with Ctrl K, filters without accents, and goes', async ({ app }) => {
  await expect(app.getByRole('navigation', { name: 'Principale' })).toBeVisible();
  await app.keyboard.press('Control+k');
  const box = app.getByRole('combobox');
  await expect(box).toBeFocused();
  await box.fill('relances');
  await expect(app.getByRole('option', { name: /^Relances/ })).toBeVisible();
  await clean(app);
  await box.fill('');
  await app.keyboard.press('Escape');
  await expect(box).toBeHidden();
});

test('nothing scrolls sideways down to 900 × 600', async ({ app }) => {
  await app.setViewportSize({ width: 900, height: 600 });
  for (const screen of ['today', 'outbox', 'review']) {
    await app.evaluate((name) => { location.hash = `#/${name}`; }, screen);
    await app.waitForTimeout(300);
    expect(await app.evaluate(() => document.documentElement.scrollWidth), screen).toBeLessThanOrEqual(900);
  }
});
