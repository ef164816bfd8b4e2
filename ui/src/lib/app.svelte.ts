/** What the frame and the home both show, asked once: the day, the state of sending, the settings. */
import { getContext, setContext } from 'svelte';
import type { SenderView, SettingsView, TodayView } from '$lib/backend/contract.gen';
import { type Resource, resource } from '$lib/backend/resource.svelte';

/** The three queries of the frame. */
export type AppState = { today: Resource<TodayView>; sender: Resource<SenderView>; settings: Resource<SettingsView> };

const KEY = Symbol('app');

/** Starts the queries; called once, by App. */
export function provideApp(): AppState {
  return setContext(KEY, {
    today: resource('today', () => ({})),
    sender: resource('sender', () => ({})),
    settings: resource('settings', () => ({})),
  });
}

/** The queries of the frame, inside any screen. */
export function appState(): AppState {
  return getContext<AppState>(KEY);
}
