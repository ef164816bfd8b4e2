import { expect, it } from 'vitest';
import { drawing, ICONS } from './icons';

it('draws every icon as one path that begins somewhere and holds numbers alone', () => {
  expect(ICONS.length).toBeGreaterThan(50);
  for (const name of ICONS) expect(drawing(name), name).toMatch(/^M[\d\s.,MmLlHhVvAaCcSsQqTtZz-]+$/);
});

it('keeps a round a round, and a box with its corners', () => {
  expect(drawing('clock')).toContain('M2 12a10 10 0 1 0 20 0a10 10 0 1 0 -20 0');
  expect(drawing('mail')).toContain('M4 4h16a2 2 0 0 1 2 2v12a2 2 0 0 1 -2 2h-16a2 2 0 0 1 -2 -2v-12a2 2 0 0 1 2 -2z');
});

it('counts each shape from the corner of the icon, not from where the one before ended', () => {
  expect(drawing('sun')).toContain('M12 2v2');
  expect(drawing('sun')).toContain('M0 0m4.93 4.93 1.41 1.41');
});
