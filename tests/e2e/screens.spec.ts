import { complaints } from './axe.mjs';
import { expect, test } from './harness';
import { deeds, routes, show, STATES } from './gallery.mjs';

/** Of ten thousand invoices, the screens whose look depends on their number; the others are those of the demonstration. */
const LONG: ReadonlySet<string> = new Set(['today', 'dashboard', 'invoices', 'clients', 'clients-one', 'tofix', 'everyone', 'triage', 'proceedings']);
const shown = (state: string, all: readonly (readonly [string, string])[]) => all.filter(([name]) => state !== 'large' || LONG.has(name));
/** The demonstration has a hundred screens: shared out, each story ends in time on a slow machine, and two go side by side. */
const SHARES: Readonly<Record<string, number>> = { demo: 3 };
const acted = (state: string) => Object.entries(deeds).filter(([name]) => state !== 'large' || name === 'menu-of-a-row' || name === 'columns');

for (const [state, prepare] of Object.entries(STATES)) {
  const shares = SHARES[state] ?? 1;
  for (let share = 0; share < shares; share += 1) {
    const mine = <One>(all: readonly One[]): One[] => all.filter((_, at) => at % shares === share);
    test(`axe has nothing against any screen, ${state}${shares > 1 ? `, share ${share + 1} of ${shares}` : ''}, in light and in dark`, async ({ app, bridge }) => {
      test.setTimeout(600_000);
      await prepare(bridge);
      await app.reload();
      const found: Record<string, string[]> = {};
      const look = async (name: string) => {
        for (const colorScheme of ['light', 'dark'] as const) {
          await app.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
          const said = await complaints(app, colorScheme === 'dark' ? 'colours' : 'all');
          if (said.length > 0) found[`${name}, ${colorScheme}`] = said;
        }
      };
      for (const [name, route] of mine(shown(state, (await routes(bridge)) as [string, string][]))) {
        await show(app, route);
        await look(name);
      }
      // In their order, in one story: each finds the page as the one before left it.
      for (const [name, deed] of share === 0 ? acted(state) : []) {
        await deed(app, bridge);
        await look(name);
        await app.reload();
      }
      expect(found).toEqual({});
    });
  }

  test(`nothing scrolls sideways, ${state}, in a small window nor at 200 %`, async ({ app, bridge }) => {
    test.setTimeout(300_000);
    await prepare(bridge);
    for (const [width, height] of [[900, 600], [640, 400]] as const) {
      await app.setViewportSize({ width, height });
      await app.reload();
      for (const [name, route] of shown(state, (await routes(bridge)) as [string, string][])) {
        await show(app, route);
        expect.soft(await app.evaluate(() => document.documentElement.scrollWidth), `${name} at ${width}`).toBeLessThanOrEqual(width);
      }
    }
  });
}
