import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { FIRST_DAY } from '$lib/app.svelte';
import { allBegun, begin } from '$lib/backend/backend';
import { followEngine, whenChanged } from '$lib/backend/changes';
import { router } from '$lib/router.svelte';
import { theme } from '$lib/theme.svelte';
import { view } from './views';

/** Longer than the answers of an open base take, and less than a person calls a blank. */
const PATIENCE_MS = 200;

followEngine();
// What changes before anything is drawn is asked again: nothing is shown that is no longer true.
const forget = [begin('today', FIRST_DAY), begin('sender', {}), begin('settings', {})];
const deaf = whenChanged(undefined, () => { for (const each of forget) each(); });
void view(router.route.name)?.().catch(() => {});
theme.apply();

/** The letters it is drawn with: those of the system, asked for meanwhile, are long to find. */
async function letters(): Promise<void> {
  await Promise.allSettled([document.fonts.load('1em "Source Sans 3"'), document.fonts.load('1em "Echu Espaces"', '\u202f')]);
}

/** Drawn once with what it shows, rather than empty and then again; a base that is long to open shows the frame meanwhile. */
async function start(): Promise<void> {
  await Promise.race([Promise.all([allBegun(), letters()]), new Promise((late) => setTimeout(late, PATIENCE_MS))]);
  deaf();
  const target = document.getElementById('app');
  if (target) mount(App, { target });
}
void start();
