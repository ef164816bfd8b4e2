import { clean, expect, test } from './harness';
import { deeds, routes, show, STATES } from './gallery.mjs';

for (const [state, prepare] of Object.entries(STATES)) {
  test(`axe has nothing against any screen, ${state}, in light and in dark`, async ({ app, bridge }) => {
    test.setTimeout(600_000);
    await prepare(bridge);
    await app.reload();
    for (const [name, route] of await routes(bridge)) {
      await test.step(name, async () => {
        await show(app, route);
        await clean(app);
      });
    }
    for (const [name, deed] of Object.entries(deeds)) {
      await test.step(name, async () => {
        await deed(app, bridge);
        await clean(app);
        await app.reload();
      });
    }
  });

  test(`nothing scrolls sideways, ${state}, in a small window nor at 200 %`, async ({ app, bridge }) => {
    test.setTimeout(300_000);
    await prepare(bridge);
    for (const [width, height] of [[900, 600], [640, 400]] as const) {
      await app.setViewportSize({ width, height });
      await app.reload();
      for (const [name, route] of await routes(bridge)) {
        await show(app, route);
        expect.soft(await app.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
  });
}
