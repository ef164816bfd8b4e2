// Pictures of every screen into target/screens/, empty and with the demonstration, light and dark, two sizes;
// axe on each. Run by `npm run screens` in ui/.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { complaints } from './axe.mjs';
import { startBridge } from './bridge.mjs';

const { chromium } = createRequire(new URL('../../ui/package.json', import.meta.url))('playwright-core');
const root = fileURLToPath(new URL('../..', import.meta.url));
const out = join(root, 'target', 'screens');
const SIZES = [[1024, 700], [1600, 1000]];
const THEMES = ['light', 'dark'];

/** The screens that exist, from their folders, and the detail of one thing where a list has any. */
async function screens(bridge) {
  const names = readdirSync(join(root, 'ui', 'src', 'views'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const ask = (name, request) => bridge.rpc(name, request).catch(() => undefined);
  const [today, clients, invoices, outbox] = await Promise.all([ask('today'), ask('clients'), ask('invoices'), ask('outbox')]);
  const more = [
    ...['calls', 'letters', 'promises', 'fix'].map((pile) => [`today-${pile}`, `today?pile=${pile}`]),
    ...(today?.callRows?.[0] ? [['today-call', `today?pile=calls&client=${today.callRows[0].clientId}`]] : []),
    ['outbox-sendings', 'outbox?tab=sendings'],
    ['outbox-history', 'outbox?tab=history'],
    ...(outbox?.rows?.[0] ? [['outbox-one', `outbox/${outbox.rows[0].id}?tab=sendings`]] : []),
    ...(clients?.rows?.[0] ? [['clients-one', `clients/${clients.rows[0].id}`]] : []),
    ['clients-new', 'clients/new'],
    ...(invoices?.rows?.[0] ? [['invoices-one', `invoices/${invoices.rows[0].id}`]] : []),
    ['invoices-new', 'invoices/new'],
  ];
  return [...names.map((name) => [name, name]), ...more.filter(([, route]) => names.includes(route.split(/[/?]/)[0]))];
}

async function gallery(browser, state, prepare) {
  const bridge = await startBridge();
  const found = [];
  try {
    await prepare(bridge);
    for (const [width, height] of SIZES) {
      for (const colorScheme of THEMES) {
        const page = await browser.newPage({ viewport: { width, height }, colorScheme, locale: 'fr-FR', reducedMotion: 'reduce' });
        await page.goto(bridge.url);
        for (const [name, route] of await screens(bridge)) {
          await page.evaluate((hash) => { location.hash = hash; }, `#/${route}`);
          await page.waitForTimeout(500);
          const file = `${state}-${name}-${colorScheme}-${width}.png`;
          await page.screenshot({ path: join(out, file) });
          found.push({ file, said: await complaints(page) });
        }
        await page.close();
      }
    }
  } finally {
    await bridge.stop();
  }
  return found;
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['ECHU_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
const taken = [
  ...(await gallery(browser, 'empty', async () => {})),
  ...(await gallery(browser, 'demo', async (bridge) => {
    await bridge.rpc('start_demo');
    await bridge.rpc('prepare_reminders');
  })),
];
await browser.close();

const cards = taken.map(({ file }) => `<figure><img loading="lazy" src="${file}"><figcaption>${file}</figcaption></figure>`).join('\n');
writeFileSync(join(out, 'index.html'), `<!doctype html><meta charset="utf-8"><style>figure{display:inline-block;margin:8px}img{width:640px;border:1px solid #999}</style>${cards}`);
const wrong = taken.filter(({ said }) => said.length > 0);
for (const { file, said } of wrong) console.error(`${file}\n  ${said.join('\n  ')}`);
console.log(`${taken.length} pictures in ${out}, ${wrong.length} with something to say`);
process.exitCode = wrong.length > 0 ? 1 : 0;
