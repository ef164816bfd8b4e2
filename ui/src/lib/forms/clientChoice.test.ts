import { describe, expect, it } from 'vitest';
import { ALL, folded, NEW, offered } from './clientChoice';

const fresh = { value: NEW, label: 'Nouveau client…' };
const all = { value: ALL, label: 'Tous les clients' };
const known = [{ value: '3', label: 'Boulangerie Lemoine' }];

describe('the field of a client', () => {
  it('offers the client who exists before a new one: Enter makes no double', () => {
    expect(offered('boulangerie lem', known, { fresh }).map(({ value }) => value)).toEqual(['3', NEW]);
  });

  it('offers a new one first when nobody matches, or nothing is typed', () => {
    expect(offered('Zinguerie', [], { fresh })[0]?.value).toBe(NEW);
    expect(offered('', known, { fresh })[0]?.value).toBe(NEW);
    expect(offered('', known, { all }).map(({ value }) => value)).toEqual([ALL, '3']);
  });

  it('knows a name whatever its accents, its case and its spaces', () => {
    expect(folded('  Électricité  MARCHAND ')).toBe(folded('électricité Marchand'));
    expect(folded('Marchand')).not.toBe(folded('Marchande'));
  });
});
