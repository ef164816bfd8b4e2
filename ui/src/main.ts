import { mount } from 'svelte';
import App from './App.svelte';
import './app.css';
import { backend } from '$lib/backend/backend';
import { router } from '$lib/router.svelte';
import { theme } from '$lib/theme.svelte';
import { view } from './views';

// Fetched while the frame is being drawn; who waits for them says what fails.
void backend();
void view(router.route.name)?.().catch(() => {});
theme.apply();
const target = document.getElementById('app');
if (target) mount(App, { target });
