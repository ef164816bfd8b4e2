/** The mail account as the form holds it, and what a provider fills in. */
import type { MailAccountForm, MailPreset } from '$lib/backend/contract.gen';
import { settings } from '$lib/text/fr';

/** Every part of the account, none left out. */
export type Account = Required<MailAccountForm>;
export const OTHER = 'other';
export const FOLDER = 'folder';

/** The account with nothing left out; 465 with TLS at once is the start. */
export function account(form: MailAccountForm): Account {
  return {
    preset: form.preset ?? '', address: form.address ?? '', senderName: form.senderName ?? '', host: form.host ?? '', port: form.port || 465,
    tls: form.tls || 'implicit', login: form.login ?? '', replyTo: form.replyTo ?? '', copyToSelf: form.copyToSelf ?? false,
    auth: form.auth ?? '', oauthClientId: form.oauthClientId ?? '', oauthClientSecret: form.oauthClientSecret ?? '', dailyCap: form.dailyCap ?? 0,
  };
}

/** The account once a provider is taken: its server, and the login it wants. A provider without a server keeps the typed one. */
export function taken(form: Account, preset: MailPreset): Account {
  const login = preset.loginLocalPart ? (form.address.split('@')[0] ?? '') : form.address;
  // Where passwords are refused, or soon will be, one signs in in the browser.
  const auth = preset.oauth && (!preset.usable || preset.key === 'microsoft365') ? 'oauth' : 'password';
  // A limit of its own only where the provider bears less than the options say at first.
  return { ...form, auth, dailyCap: preset.dailyCap < 80 ? preset.dailyCap : 0, preset: preset.key, host: preset.host || (preset.key === OTHER ? '' : form.host), port: preset.port, tls: preset.tls, login };
}

/** The providers, then « autre », then « dossier »; « Choisissez » while none is. */
export function choices(presets: readonly MailPreset[], current: string): { value: string; label: string; disabled?: boolean }[] {
  const words = settings.mail;
  const listed = presets.filter(({ key }) => key !== FOLDER).map(({ key, label }) => ({ value: key, label }));
  return [
    ...(current === '' ? [{ value: '', label: words.choose, disabled: true }] : []),
    ...listed,
    ...(listed.some(({ value }) => value === OTHER) ? [] : [{ value: OTHER, label: words.other }]),
    { value: FOLDER, label: words.folder },
  ];
}
