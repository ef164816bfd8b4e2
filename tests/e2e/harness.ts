/** The stories' stage: `bridge` is a fresh engine, `app` a page open on it, `clean` asks axe in light and in dark. */
import { createRequire } from 'node:module';
import type { Page, PlaywrightTestArgs } from '../../ui/node_modules/@playwright/test';
import { complaints } from './axe.mjs';
import { startBridge } from './bridge.mjs';

type Playwright = typeof import('../../ui/node_modules/@playwright/test');
// The runner lives in ui/node_modules, where this folder does not look by itself.
const { test: base, expect } = createRequire(new URL('../../ui/package.json', import.meta.url))('@playwright/test') as Playwright;
type Bridge = Awaited<ReturnType<typeof startBridge>>;

const test = base.extend<{ bridge: Bridge; app: Page; errors: string[] }>({
  bridge: async ({}, use) => {
    const bridge = await startBridge();
    await use(bridge);
    await bridge.stop();
  },
  errors: async ({}, use) => {
    const errors: string[] = [];
    await use(errors);
    expect(errors, 'the page threw nothing').toEqual([]);
  },
  app: async ({ page, bridge, errors }: PlaywrightTestArgs & { bridge: Bridge; errors: string[] }, use) => {
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(bridge.url);
    await use(page);
  },
});

/** Fails with what axe says, in light then in dark. */
async function clean(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    expect(await complaints(page, colorScheme === 'dark' ? 'colours' : 'all'), `axe in ${colorScheme}`).toEqual([]);
  }
}

export { clean, expect, test };
