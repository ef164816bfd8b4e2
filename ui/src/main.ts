import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { begin } from '$lib/backend/backend';
import { router } from '$lib/router.svelte';
import { theme } from '$lib/theme.svelte';
import { view } from './views';

// Asked while the frame is being drawn; who waits for them says what fails.
for (const name of ['today', 'sender', 'settings'] as const) begin(name, {});
void view(router.route.name)?.().catch(() => {});
theme.apply();
const target = document.getElementById('app');
if (target) mount(App, { target });
