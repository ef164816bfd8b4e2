// Pictures of every state of every screen into target/screens/: empty, with the demonstration, with ten thousand invoices; light
// and dark, at 1024 × 700 and 1600 × 1000, in the smallest window, and at 200 % of 1440 × 900. `index.html` shows them all, a line a
// screen. Run by `npm run screens` in ui/; with words, only the states whose name holds one; `--base=large` only that base.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startBridge } from './bridge.mjs';
import { deeds, routes, show, STATES } from './gallery.mjs';

const { chromium } = createRequire(new URL('../../ui/package.json', import.meta.url))('playwright-core');
const out = join(fileURLToPath(new URL('../..', import.meta.url)), 'target', 'screens');
const LOOKS = [
  { name: 'light', width: 1024, height: 700, scale: 1, colorScheme: 'light' },
  { name: 'dark', width: 1024, height: 700, scale: 1, colorScheme: 'dark' },
  { name: 'large-light', width: 1600, height: 1000, scale: 1, colorScheme: 'light' },
  { name: 'large-dark', width: 1600, height: 1000, scale: 1, colorScheme: 'dark' },
  { name: 'small', width: 900, height: 600, scale: 1, colorScheme: 'light' },
  { name: 'zoom', width: 720, height: 450, scale: 2, colorScheme: 'light' },
];
const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const bases = process.argv.slice(2).flatMap((word) => (word.startsWith('--base=') ? [word.slice(7)] : []));
const wanted = (name) => words.length === 0 || words.some((word) => name.includes(word));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const browser = await chromium.launch({ executablePath: process.env['ECHU_CHROMIUM'] ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
/** By base, by screen, by look: the file. */
const taken = {};
const failed = [];

async function take(page, state, name, { name: look, width }) {
  const file = `${state}-${name}-${look}.png`;
  await page.screenshot({ path: join(out, file) });
  ((taken[state] ??= {})[name] ??= {})[look] = file;
  // What a window must never do, however small.
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > width) failed.push(`${state} ${name} ${look}: scrolls sideways, ${wide} px`);
}

async function open(bridge, { width, height, scale, colorScheme }) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, colorScheme, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
  page.setDefaultTimeout(10_000);
  await page.goto(bridge.url);
  return page;
}

async function look(state, bridge, all, one) {
  const page = await open(bridge, one);
  for (const [name, route] of all) {
    await show(page, route);
    await take(page, state, name, one);
  }
  await page.close();
}

/** A deed is done once, since it leaves its mark on the base; the window then takes each size and each palette. */
async function act(state, bridge, name, deed) {
  const page = await open(bridge, LOOKS[0]);
  try {
    await deed(page, bridge);
    for (const one of LOOKS) {
      await page.setViewportSize({ width: one.width, height: one.height });
      await page.emulateMedia({ colorScheme: one.colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(150);
      await take(page, state, name, one);
    }
  } catch (thrown) {
    failed.push(`${state} ${name}: ${String(thrown).split('\n')[0]}`);
  }
  await page.close();
}

for (const [state, prepare] of Object.entries(STATES).filter(([state]) => bases.length === 0 || bases.includes(state))) {
  const bridge = await startBridge();
  try {
    await prepare(bridge);
    const all = (await routes(bridge)).filter(([name]) => wanted(name));
    // Three windows at a time: each mostly waits.
    for (let at = 0; at < LOOKS.length; at += 3) await Promise.all(LOOKS.slice(at, at + 3).map((one) => look(state, bridge, all, one)));
    for (const [name, deed] of Object.entries(deeds).filter(([name]) => wanted(name))) await act(state, bridge, name, deed);
  } finally {
    await bridge.stop();
  }
}
await browser.close();

const lines = Object.entries(taken).flatMap(([state, screens]) => Object.entries(screens).map(([name, looks]) => {
  const cards = LOOKS.filter(({ name: look }) => looks[look]).map(({ name: look }) => `<a href="${looks[look]}"><img loading="lazy" alt="${state}, ${name}, ${look}" src="${looks[look]}"><small>${look}</small></a>`);
  return `<section id="${state}-${name}"><h2>${state} · ${name}</h2><div>${cards.join('')}</div></section>`;
}));
writeFileSync(join(out, 'index.html'), `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screens</title>
<style>body{font:14px system-ui;margin:16px}h2{font-size:14px;margin:16px 0 4px}div{display:flex;gap:8px;overflow-x:auto}a{flex:none;color:inherit;text-decoration:none}img{height:280px;border:1px solid #999;display:block}</style>
${lines.join('\n')}</html>`);
console.log(`${Object.values(taken).flatMap(Object.values).flatMap(Object.values).length} pictures in ${out}`);
for (const one of failed) console.error(one);
if (failed.length > 0) process.exitCode = 1;
