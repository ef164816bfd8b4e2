/** What the frame and the home both show: the day, the state of sending, the settings. */
import { getContext, setContext } from 'svelte';
import type { SenderView, SettingsView, TodayView } from '$lib/backend/contract.gen';
import { type Resource, resource } from '$lib/backend/resource.svelte';
import { first } from '$lib/first.svelte';

/** The three queries of the frame. */
export type AppState = { today: Resource<TodayView>; sender: Resource<SenderView>; settings: Resource<SettingsView> };

const KEY = Symbol('app');

/** The day as the first screen asks for it: more rows than it shows. The shell works it out while the window is made. */
export const FIRST_DAY = { rows: 60 };

/** Starts the queries; called once, by App. */
export function provideApp(): AppState {
  let whole = $state(false);
  const today = resource('today', () => (whole ? {} : FIRST_DAY));
  // All its rows once it is drawn, from then on.
  $effect(() => {
    if (first.painted && today.value?.cut) whole = true;
  });
  return setContext(KEY, {
    today,
    sender: resource('sender', () => ({})),
    settings: resource('settings', () => ({})),
  });
}

/** The queries of the frame, inside any screen. */
export function appState(): AppState {
  return getContext<AppState>(KEY);
}
