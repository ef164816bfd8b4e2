import { describe, expect, it } from 'vitest';
import * as format from './format';
import { parseAmount, parseDate } from './parse';
import { french, typography } from './typography';

describe('figures', () => {
  it.each([
    [0, '0,00\u00a0€'],
    [5, '0,05\u00a0€'],
    [123456, '1\u202f234,56\u00a0€'],
    [100000000, '1\u202f000\u202f000,00\u00a0€'],
    [-2050, '−20,50\u00a0€'],
    [-5, '−0,05\u00a0€'],
  ])('writes %i cents', (cents, written) => expect(format.euros(cents)).toBe(written));

  it('writes a rate and a size', () => {
    expect(format.percent(1240)).toBe('12,40\u00a0%');
    expect(format.fileSize(1_240_000)).toBe('1,2\u00a0Mo');
    expect(format.fileSize(340_400)).toBe('340\u00a0ko');
    expect(format.fileSize(52_430_000_000)).toBe('52,4\u00a0Go');
  });

  it('keeps the singular below two', () => {
    expect(format.plural(0, 'facture', 'factures')).toBe('0 facture');
    expect(format.plural(1, 'facture', 'factures')).toBe('1 facture');
    expect(format.plural(1200, 'facture', 'factures')).toBe('1\u202f200 factures');
  });

  it('says whose, with its elision', () => {
    expect(['Durand', 'Immobilière du Thabor', 'Électricité Marchand', 'Hôtel des Trois Rivières', 'Hervé', 'SARL Yvon', 'Œuvres', 'Yves Martin', 'Yacht Club', 'Hélène Petit', 'Henri Morel'].map(format.ofName)).toEqual([
      'de Durand', 'd’Immobilière du Thabor', 'd’Électricité Marchand', 'd’Hôtel des Trois Rivières', 'de Hervé', 'de SARL Yvon', 'd’Œuvres', 'd’Yves Martin', 'de Yacht Club', 'd’Hélène Petit', 'd’Henri Morel',
    ]);
  });

  it('stops a title that a sentence follows', () => expect(['Fin du scénario', 'Qui paie ?'].map(format.stopped)).toEqual(['Fin du scénario.', 'Qui paie ?']));

  it('joins a list with « et »', () => expect(format.list(['a', 'b', 'c'])).toBe('a, b et c'));
});

describe('dates', () => {
  it('writes the four forms', () => {
    expect(format.date('2026-09-12')).toBe('12 sept. 2026');
    expect(format.longDate('2026-12-03')).toBe('jeudi 3 décembre 2026');
    expect(format.weekday('2026-11-23')).toBe('lundi 23 novembre');
    expect(format.date('2027-03-01')).toBe('1er mars 2027');
    expect(format.slashDate('2026-09-02')).toBe('02/09/2026');
  });

  it('counts days across a change of hour', () => expect(format.daysBetween('2026-03-28', '2026-03-30')).toBe(2));

  it('says how late', () => {
    expect(format.lateness(8)).toBe('8 jours de retard');
    expect(format.lateness(0)).toBe('échoit aujourd’hui');
    expect(format.lateness(-1)).toBe('à échoir dans 1 jour');
  });

  it.each([[-1, 0], [0, 0], [1, 1], [30, 1], [31, 2], [60, 2], [61, 3], [90, 3], [91, 4]])('puts %i days in bucket %i', (days, bucket) =>
    expect(format.bucket(days)).toBe(bucket));
});

describe('typography', () => {
  it('keeps an article and a number on their line', () => {
    expect(typography('C. com., art. L441-10, II')).toBe('C.\u00a0com., art.\u00a0L441-10, II');
    expect(typography('(C. civ. 1347 ; loi n° 2026-307)')).toBe('(C.\u00a0civ.\u00a01347\u202f; loi n°\u00a02026-307)');
    expect(typography('mise à part. Vous lisez l’art. 5')).toBe('mise à part. Vous lisez l’art.\u00a05');
    expect(typography(typography('C. com. L110-4, n° d’ordre'))).toBe('C.\u00a0com.\u00a0L110-4, n°\u00a0d’ordre');
  });
});

describe('typed amounts', () => {
  it.each([
    ['1 234,56', 123456],
    ['1\u202f234,56\u00a0€', 123456],
    ['1234.5', 123450],
    ['1.234,56', 123456],
    ['1,234.56', 123456],
    ['1.234.567', 123456700],
    ['12', 1200],
    ['0,29', 29],
    ['  99,9 eur', 9990],
  ])('reads « %s »', (typed, cents) => expect(parseAmount(typed)).toBe(cents));

  it.each(['', '1.234', '1,234', 'douze', '1 23', '12,345', '-5', '1e3', '99999999999999'])('refuses « %s »', (typed) =>
    expect(parseAmount(typed)).toBeUndefined());

  it('reads back whatever it writes', () => {
    for (let cents = 0; cents < 3_000_000; cents += 4_999) expect(parseAmount(format.euros(cents))).toBe(cents);
  });

  it('takes a minus only where asked', () => {
    expect(parseAmount('-5,10', { negative: true })).toBe(-510);
    expect(parseAmount('−5,10', { negative: true })).toBe(-510);
  });
});

describe('typed dates', () => {
  const today = '2026-11-22';
  it.each([
    ['12/09/2026', '2026-09-12'],
    ['1/2/27', '2027-02-01'],
    ['12/3', '2027-03-12'],
    ['30/10', '2026-10-30'],
    ['3.12.2026', '2026-12-03'],
    ['1er mars 2027', '2027-03-01'],
    ['12 sept.', '2026-09-12'],
    ['5 août 2026', '2026-08-05'],
    ['2026-02-28', '2026-02-28'],
    ['+7', '2026-11-29'],
    ['-2', '2026-11-20'],
    ['demain', '2026-11-23'],
    ['hier', '2026-11-21'],
    ["aujourd'hui", '2026-11-22'],
  ])('reads « %s »', (typed, day) => expect(parseDate(typed, today)).toBe(day));

  it.each(['', '31/02/2026', '30/02', '32/1/2026', '12/13/2026', 'lundi', '1/1/0026', '12/3/202'])('refuses « %s »', (typed) =>
    expect(parseDate(typed, today)).toBeUndefined());
});

describe('typography', () => {
  it('puts the right spaces and apostrophes', () =>
    expect(typography("Est-ce l'heure ? Oui : « 1 234 € » ; 12 % !")).toBe(
      'Est-ce l’heure\u202f? Oui\u00a0: «\u00a01\u202f234\u00a0€\u00a0»\u202f; 12\u00a0%\u202f!',
    ));

  it('leaves hours and addresses alone, and is stable', () => {
    const text = typography('Prochain à 14:05 ; voir https://echu.example ?');
    expect(text).toContain('14:05');
    expect(text).toContain('https://echu.example');
    expect(typography(text)).toBe(text);
  });

  it('reaches the functions of a tree', () => expect(french({ a: { b: (n: number) => `${n} ?` } }).a.b(2)).toBe('2\u202f?'));
});

it('a year before a 29 February is a 28', () =>
  expect(['2026-11-23', '2024-02-29'].map(format.yearBefore)).toEqual(['2025-11-23', '2023-02-28']));
