/** Before a message leaves: one's own sentence, the age of the news, what will leave by itself, what stops everything. */
import { routes, show } from './gallery.mjs';
import { clean, expect, test } from './harness';

const SENTENCE = 'J’espère que le chantier vous convient.';

test.beforeEach(async ({ app, bridge }) => {
  await bridge.rpc('start_demo');
  await app.reload();
});

test('a sentence of one’s own is typed without a mouse and stays when the tone changes', async ({ app, bridge }) => {
  await bridge.rpc('prepare_reminders');
  await show(app, new Map(await routes(bridge)).get('review-one'));
  const message = app.frameLocator('iframe[title^="Message à"]').first();
  await expect(message.getByText('Madame, Monsieur,')).toBeVisible();
  await app.keyboard.press('f');
  await expect(app.getByRole('textbox', { name: 'Votre phrase' })).toBeFocused();
  await app.keyboard.type(SENTENCE);
  await clean(app);
  await app.keyboard.press('Enter');
  await expect(message.getByText(SENTENCE)).toBeVisible();
  await app.getByRole('button', { name: /^Durcir/ }).click();
  await expect(app.getByRole('button', { name: /^Adoucir/ })).toBeVisible();
  await expect(message.getByText(SENTENCE)).toBeVisible();
  await expect(app.getByRole('button', { name: /^Durcir/ })).toHaveCount(0);
});

test('old news of the bank asks for a click, then the message leaves', async ({ app, bridge }) => {
  await bridge.clock('2026-11-30', '09:30');
  await bridge.rpc('prepare_reminders');
  await show(app, 'outbox?tab=ready');
  await expect(app.getByText(/Vous l’avez confirmé il y a 7 jours/)).toBeVisible();
  await app.locator('tbody tr').first().click();
  await app.getByRole('button', { name: 'Envoyer', exact: true }).click();
  const gate = app.getByRole('dialog', { name: 'Avant d’envoyer' });
  await expect(gate).toBeVisible();
  await clean(app);
  await gate.getByRole('button', { name: 'Ne pas envoyer' }).click();
  expect((await bridge.rpc('sender')).waiting, 'a no sends nothing').toBe(0);
  await app.getByRole('button', { name: 'Envoyer', exact: true }).click();
  await gate.getByRole('button', { name: 'Ils sont à jour, envoyer' }).click();
  await expect.poll(async () => (await bridge.rpc('outbox')).rows.length).toBeGreaterThan(0);
  await expect(app.getByText(/Vous l’avez confirmé/), 'the question does not come back today').toHaveCount(0);
});

test('what will leave by itself is said the day before, read, and retained', async ({ app, bridge }) => {
  type Step = { id: number; offsetDays: number; channel: string; tone: string };
  type Plan = { id: number; name: string; debtorKind: string; steps: Step[] };
  // Slow payers have a plan of their own.
  for (const plan of ((await bridge.rpc('plans')) as Plan[]).filter(({ name }) => name === 'Standard' || name === 'Payeurs lents')) {
    const steps = plan.steps.map(({ id, offsetDays, channel, tone }) => ({ id, offsetDays, channel, tone, maySkipReview: offsetDays === 5 }));
    await bridge.rpc('save_plan', { id: plan.id, name: plan.name, debtorKind: plan.debtorKind, steps });
  }
  for (const minute of ['10:05', '10:10', '10:15', '10:20']) {
    if ((await bridge.rpc('forewarning')).rows.length > 0) break;
    await bridge.clock('2026-11-23', minute);
    await app.waitForTimeout(1500);
  }
  // Over the bridge nothing tells the page what the background wrote.
  await app.reload();
  await show(app, 'today');
  await expect(app.getByText(/Demain à 8.h.30.: \d+ e-mails partiront si l’application est ouverte\./)).toBeVisible();
  await app.getByRole('button', { name: 'Voir', exact: true }).click();
  await app.getByRole('button', { name: /^Lire le message/ }).first().click();
  await expect(app.frameLocator('iframe[title^="Message à"]').first().getByText('Madame, Monsieur,')).toBeVisible();
  await clean(app);
  await app.getByRole('button', { name: 'Retenir tout' }).click();
  await expect(app.getByText('Aucun message ne partira seul : tous sont retenus.')).toBeVisible();
  const kept = (await bridge.rpc('forewarning')).rows as { retained: boolean }[];
  expect(kept.every(({ retained }) => retained)).toBe(true);
});
