// axe-core, put into the page: WCAG 2.2 AA and the good practices.
import { readFileSync } from 'node:fs';

const source = readFileSync(new URL('../../ui/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** All that another palette can change on the same page. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe has against the page, one line a rule: empty when clean. `only` its colours when the rest was asked in another palette. */
export async function complaints(page, only = 'all') {
  await page.evaluate((script) => { if (!window.axe) (0, eval)(script); }, source);
  return page.evaluate(async (asked) => {
    const { violations } = await window.axe.run(document, { runOnly: asked });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 120)).join(' | ')}`);
  }, only === 'colours' ? { type: 'rule', values: COLOURS } : { type: 'tag', values: TAGS });
}
