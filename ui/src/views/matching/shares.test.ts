import { expect, it } from 'vitest';
import { cheques, left, ready } from './shares';

it('shares are sent only when they make the whole', () => {
  const one = { key: 0, clientId: 1, amount: 700 };
  expect(left(1000, [one])).toBe(300);
  expect(ready(1000, [one])).toBeUndefined();
  expect(ready(1000, [one, { key: 1, clientId: null, amount: 300 }])).toBeUndefined();
  expect(ready(1000, [one, { key: 1, clientId: 2, amount: 300 }])).toEqual([{ clientId: 1, amount: 700 }, { clientId: 2, amount: 300 }]);
  expect(ready(500, [one])).toBeUndefined();
});

it('a deposit is one payment a client, put against his invoices', () => {
  const part = (clientId: number, invoiceId: number, amount: number) => ({ clientId, clientName: '', invoiceId, number: '', amount });
  expect(cheques({ sentence: '', parts: [part(1, 10, 500), part(2, 20, 300), part(1, 11, 200)] })).toEqual([
    { clientId: 1, amount: 700, allocations: [{ invoiceId: 10, amount: 500 }, { invoiceId: 11, amount: 200 }] },
    { clientId: 2, amount: 300, allocations: [{ invoiceId: 20, amount: 300 }] },
  ]);
});
