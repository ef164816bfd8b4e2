import { expect, test } from 'vitest';

const sources = import.meta.glob<string>('/src/**/*.svelte', { query: '?raw', import: 'default', eager: true });
/** Their words never change in place: texts written once, or drawn again as a whole. */
const FIXED = ['/src/lib/ui/DateField.svelte', '/src/lib/ui/Ordinal.svelte', '/src/lib/ui/Skeleton.svelte', '/src/views/guide/Page.svelte', '/src/views/guide/Text.svelte'];

test('no row of facts is keyed by its place alone: WebKitGTK may go on painting the words that were there', () => {
  const byPlace = /\{#each [^}]*?(?:\{[^}]*\})?[^}]*?, (\w+) \(\1\)\}/;
  const found = Object.entries(sources).filter(([, source]) => byPlace.test(source)).map(([path]) => path);
  expect(found.sort()).toEqual(FIXED);
});
