import { expect, it } from 'vitest';
import { RULES } from '$lib/backend/contract.gen';
import { inline } from '../views/guide/inline';
import { search, wordsOf } from '../views/guide/search';
import { view } from '../views';
import { find, pages } from '.';

it('every rule of the engine has its page', () => {
  for (const key of RULES) expect(find(key)?.key, `a page for ${key}`).toBe(key);
  expect(pages.filter(({ group }) => group === 'rules')).toHaveLength(RULES.length);
});

it('no two pages have the same route', () => {
  expect(new Set(pages.map(({ key }) => key)).size).toBe(pages.length);
});

it('every link leads to a screen or a page that exists', () => {
  const links = JSON.stringify(pages).matchAll(/\]\(#\/([a-z]+)(?:\/([\w-]+))?\)/g);
  let seen = 0;
  for (const [, screen = '', id = ''] of links) {
    seen += 1;
    expect(view(screen), `a screen for ${screen}`).toBeDefined();
    if (screen === 'guide') expect(find(id), `a page for ${id}`).toBeDefined();
  }
  expect(seen).toBeGreaterThan(10);
});

it('no markup is left in the words of a page', () => {
  for (const page of pages) expect(wordsOf(page)).not.toMatch(/\*\*|\]\(/);
});

it('markup makes runs, and a link out of the window stays as typed', () => {
  expect(inline('a **b** [c](#/today) d')).toEqual([{ text: 'a ' }, { text: 'b', strong: true }, { text: ' ' }, { text: 'c', to: '#/today' }, { text: ' d' }]);
  expect(inline('[x](https://site.example)')).toEqual([{ text: '[x](https://site.example)' }]);
});

it('search finds without accents, titles first', () => {
  expect(search(pages, 'penalites')[0]?.key).toBe('penalites');
  expect(search(pages, 'zzz')).toEqual([]);
  expect(search(pages, '')).toHaveLength(pages.length);
});
