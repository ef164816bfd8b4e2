import { expect, it } from 'vitest';
import { keyMap } from '$lib/text/fr';
import { presses } from './keys';

const sources = import.meta.glob<string>(['/src/**/*.svelte', '/src/**/*.ts', '!/src/**/*.test.ts', '!/src/**/contract.gen.ts', '!/src/lib/text/**', '!/src/guide/**'], { query: '?raw', import: 'default', eager: true });

/** The keys that a source listens to, as far as they are written in it. */
function heard(source: string): Set<string> {
  const found = new Set<string>();
  const add = (pattern: RegExp) => { for (const [, key = ''] of source.matchAll(pattern)) found.add(key.length === 1 ? key.toLowerCase() : key); };
  add(/\bkey(?:\.toLowerCase\(\))? [!=]== '([^']+)'/g);
  add(/\b(Arrow(?:Up|Down|Left|Right)|Home|End|PageUp|PageDown|Escape|Enter|Tab)\s*:(?! ')/g);
  if (/const keys: Record<string/.test(source)) add(/^ {4}([a-z]): \(/gm);
  add(/\[(1-5)\]/g);
  return found;
}

const listens = (source: string) => /KeyboardEvent|onkeydown/.test(source);

it('the map of keys tells each key that exists, and none that does not', () => {
  for (const group of keyMap) {
    const told = new Set(group.lines.flatMap(({ press }) => press));
    const real = new Set(group.sources.flatMap((path) => [...heard(sources[`/src/${path}`] ?? '')]));
    expect([...told].sort(), group.title).toEqual([...real].sort());
  }
});

it('no file listens to the keyboard outside the map', () => {
  const mapped = new Set(keyMap.flatMap(({ sources: files }) => files.map((path) => `/src/${path}`)));
  const strangers = Object.entries(sources).filter(([path, source]) => listens(source) && heard(source).size > 0 && !mapped.has(path)).map(([path]) => path);
  expect(strangers).toEqual([]);
});

it('writes the keys as on a French keyboard', () => {
  expect(presses({ press: ['k'], ctrl: true, does: '' })).toEqual(['Ctrl K']);
  expect(presses({ press: ['Home', ' '], does: '' })).toEqual(['Début', 'Espace']);
});
