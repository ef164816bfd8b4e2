import { expect, it } from 'vitest';
import { evenings, isDay, ofRoute, range } from './periods';

const today = '2026-11-23';

it('periods are whole, and one that runs stops today', () => {
  expect(range('month', today)).toEqual({ from: '2026-11-01', to: today });
  expect(range('last_month', today)).toEqual({ from: '2026-10-01', to: '2026-10-31' });
  expect(range('quarter', today)).toEqual({ from: '2026-10-01', to: today });
  expect(range('year', today)).toEqual({ from: '2026-01-01', to: today });
  expect(range('last_year', today)).toEqual({ from: '2025-01-01', to: '2025-12-31' });
  expect(range('last_month', '2028-03-31')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(range('last_month', '2026-01-05')).toEqual({ from: '2025-12-01', to: '2025-12-31' });
  expect(range('quarter', '2026-01-05').from).toBe('2026-01-01');
});

it('a route that is damaged asks for the usual period', () => {
  expect(ofRoute({ period: 'century' }, 'year', today)).toEqual({ period: 'year', from: '2026-01-01', to: today });
  expect(ofRoute({ period: 'custom', from: '2026-04-01', to: '2026-13-40' }, 'month', today)).toEqual({ period: 'custom', from: '2026-04-01', to: today });
  expect(isDay('2026-02-30')).toBeUndefined();
  expect(isDay('2028-02-29')).toBe('2028-02-29');
});

it('the evenings that people ask for are one click away', () => {
  expect(evenings(today).map(({ on }) => on)).toEqual([today, '2026-10-31', '2026-09-30', '2025-12-31']);
});
