// Pictures of every state of every screen into target/screens/, empty and with the demonstration: light and dark, small, and at
// 200 % of a window of 1280 × 800. Run by `npm run screens` in ui/; with words, only the states whose name holds one.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBridge } from './bridge.mjs';
import { deeds, routes, show, STATES } from './gallery.mjs';

const { chromium } = createRequire(new URL('../../ui/package.json', import.meta.url))('playwright-core');
const out = join(fileURLToPath(new URL('../..', import.meta.url)), 'target', 'screens');
const LOOKS = [
  { name: 'light', width: 1280, height: 800, scale: 1, colorScheme: 'light' },
  { name: 'dark', width: 1280, height: 800, scale: 1, colorScheme: 'dark' },
  { name: 'small', width: 900, height: 640, scale: 1, colorScheme: 'light' },
  { name: 'zoom', width: 640, height: 400, scale: 2, colorScheme: 'light' },
];
const wanted = (name) => process.argv.length < 3 || process.argv.slice(2).some((word) => name.includes(word));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['ECHU_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const files = [];
for (const [state, prepare] of Object.entries(STATES)) {
  const bridge = await startBridge();
  try {
    await prepare(bridge);
    const all = (await routes(bridge)).filter(([name]) => wanted(name));
    for (const { name: look, width, height, scale, colorScheme } of LOOKS) {
      const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, colorScheme, locale: 'fr-FR', reducedMotion: 'reduce' });
      await page.goto(bridge.url);
      const take = async (name) => {
        files.push(`${state}-${name}-${look}.png`);
        await page.screenshot({ path: join(out, files.at(-1)) });
      };
      for (const [name, route] of all) {
        await show(page, route);
        await take(name);
      }
      for (const [name, deed] of Object.entries(deeds).filter(([name]) => wanted(name))) {
        await deed(page, bridge);
        await take(name);
        await page.reload();
      }
      await page.close();
    }
  } finally {
    await bridge.stop();
  }
}
await browser.close();
const cards = files.map((file) => `<figure><img loading="lazy" src="${file}"><figcaption>${file}</figcaption></figure>`).join('\n');
writeFileSync(join(out, 'index.html'), `<!doctype html><meta charset="utf-8"><style>figure{display:inline-block;margin:8px}img{width:640px;border:1px solid #999}</style>${cards}`);
console.log(`${files.length} pictures in ${out}`);
