/** What the palette offers besides clients and invoices. */
import { action } from '$lib/backend/action.svelte';
import type { ReportView, SettingsView } from '$lib/backend/contract.gen';
import { href } from '$lib/router.svelte';
import { printing } from '$lib/print.svelte';
import { frame, settings as settingsWords } from '$lib/text/fr';
import { type Theme, theme } from '$lib/theme.svelte';
import type { IconName } from '$lib/ui/icons';
import { SIDEBAR, view } from '../views';

const tabs = settingsWords.tabs;

/** A line of the palette. */
export type Choice = { icon: IconName; label: string; detail: string; run: () => void; /** Other words by which it is found. */ also?: string };

function goes(icon: IconName, label: string, detail: string, hash: string, also = ''): Choice {
  return { icon, label, detail, also, run: () => { location.hash = hash; } };
}

/** Actions, screens and reports that exist. */
export function commands(settings: SettingsView | undefined, reports: readonly ReportView[], pages: readonly { key: string; title: string }[], onkeys: () => void): Choice[] {
  const words = frame.palette;
  const screens = SIDEBAR.filter((item) => item !== null).filter(({ name }) => view(name));
  const dark = matchMedia('(prefers-color-scheme: dark)').matches ? theme.choice !== 'light' : theme.choice === 'dark';
  return [
    goes('send', frame.prepare, words.action, href('today', undefined, { prepare: 1 })),
    ...(view('invoices') ? [goes('plus', words.newInvoice, words.action, href('invoices', 'new'))] : []),
    ...(view('clients') ? [goes('plus', words.newClient, words.action, href('clients', 'new'))] : []),
    ...(view('invoices') ? [goes('check', words.payment, words.action, href('invoices', undefined, { filter: 'open' }), words.also.payment)] : []),
    goes('download', words.exports, words.action, href('settings', 'exports')),
    goes('info', words.version, words.action, href('settings', 'app')),
    { icon: 'print', label: words.print, detail: words.action, run: () => void printing.print() },
    { icon: 'keyboard', label: words.keyMap, detail: words.action, run: onkeys },
    ...(['tofix', 'ending', 'everyone', 'duplicates'] as const).map((name) => goes('flag', words.lists[name], words.screen, href(name))),
    ...screens.map(({ name, icon }) => goes(icon, frame.screens[name], words.screen, href(name))),
    ...(Object.keys(tabs) as (keyof typeof tabs)[]).map((key) => goes('settings', `${frame.screens.settings} : ${tabs[key]}`, words.screen, href('settings', key), words.also[key])),
    ...pages.map(({ key, title }) => goes('book', title, frame.screens.guide, href('guide', key))),
    ...(view('reports') ? reports.map(({ report, title }) => goes('table', title, words.report, href('reports', report))) : []),
    ...(settings ? [{ icon: 'sun' as const, label: dark ? words.lightTheme : words.darkTheme, detail: words.action, run: () => void turn(settings, dark ? 'light' : 'dark') }] : []),
  ];
}

async function turn(settings: SettingsView, wanted: Theme): Promise<void> {
  theme.follow(wanted);
  await action('save_options').run({ options: { ...settings.options, theme: wanted } });
}

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/’/g, "'").toLowerCase();
}

/** The choices holding every typed word, accents and case aside. */
export function matches(choices: readonly Choice[], typed: string): Choice[] {
  const words = plain(typed).split(/\s+/).filter(Boolean);
  return choices.filter(({ label, also }) => words.every((word) => plain(`${label} ${also ?? ''}`).includes(word)));
}
