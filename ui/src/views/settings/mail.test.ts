import { expect, it } from 'vitest';
import type { MailPreset } from '$lib/backend/contract.gen';
import { account, choices, FOLDER, OTHER, taken } from './mail';

const free: MailPreset = { key: 'free', label: 'Free', host: 'smtp.free.example', port: 465, tls: 'implicit', loginLocalPart: true, note: '', usable: true, oauth: false, oauthReady: false, appPassword: false, helpUrl: '', dailyCap: 80 };
const microsoft: MailPreset = { ...free, key: 'microsoft365', host: 'smtp.office.example', port: 587, tls: 'starttls', loginLocalPart: false, oauth: true, usable: false };

it('an account never saved starts on the port that is ciphered at once', () => {
  expect(account({})).toMatchObject({ preset: '', port: 465, tls: 'implicit', copyToSelf: false });
});

it('a provider fills in its server and the login it wants', () => {
  const typed = account({ address: 'vasseur@free.example' });
  expect(taken(typed, free)).toMatchObject({ preset: 'free', host: 'smtp.free.example', login: 'vasseur' });
  expect(taken(typed, microsoft)).toMatchObject({ port: 587, tls: 'starttls', login: 'vasseur@free.example', auth: 'oauth', dailyCap: 0 });
  expect(taken(typed, { ...free, dailyCap: 50 }).dailyCap, 'a provider that bears less has its own limit').toBe(50);
});

it('« autre » and « dossier » are always there, once', () => {
  const other: MailPreset = { ...free, key: OTHER, host: '' };
  expect(choices([free], '').map(({ value }) => value)).toEqual(['', 'free', OTHER, FOLDER]);
  expect(choices([free, other], 'free').map(({ value }) => value)).toEqual(['free', OTHER, FOLDER]);
});
