import { expect, it } from 'vitest';
import { halfYearName, hours, ibanProblem, isAddress, nextHalfYear, sirenProblem, whole } from './checks';

it('a SIREN is told wrong by its length, then by its key', () => {
  expect(sirenProblem('')).toBeUndefined();
  expect(sirenProblem('732 829 320')).toBeUndefined();
  expect(sirenProblem('73282932')).toContain('neuf chiffres');
  expect(sirenProblem('732829321')).toContain('clé');
});

it('an IBAN is told wrong by its length, then by its key', () => {
  expect(ibanProblem('')).toBeUndefined();
  expect(ibanProblem('FR76 3000 6000 0112 3456 7890 189')).toBeUndefined();
  expect(ibanProblem('fr1420041010050500013m02606')).toBeUndefined();
  expect(ibanProblem('FR7630006000011234567890188')).toContain('clé');
  expect(ibanProblem('FR76 3000')).toContain('longueur');
});

it('an address has something on both sides', () => {
  expect(isAddress('contact@vasseur.example')).toBe(true);
  expect(isAddress('contact@')).toBe(false);
  expect(isAddress('contact vasseur@x.example')).toBe(false);
});

it('a whole number stays within its bounds', () => {
  expect(whole('20', 1, 60)).toBe(20);
  expect(whole('0', 1, 60)).toBeUndefined();
  expect(whole('2,5', 1, 60)).toBeUndefined();
  expect(whole('', 1, 60)).toBeUndefined();
});

it('half-years follow one another across the year', () => {
  expect(nextHalfYear('2026-S2')).toBe('2027-S1');
  expect(nextHalfYear('2027-S1')).toBe('2027-S2');
  expect(halfYearName('2027-S1')).toBe('1er semestre 2027');
});

it('the hours keep an odd one', () => {
  expect(hours('08:15').map(({ value }) => value)).toContain('08:15');
  expect(hours('08:30')).toHaveLength(48);
});
