/** Light, dark, or as the system: kept by this window, applied before the first screen. */
export type Theme = 'system' | 'light' | 'dark';
const KEY = 'echu.theme';

function stored(): Theme {
  const value = localStorage.getItem(KEY);
  return value === 'light' || value === 'dark' ? value : 'system';
}

class ThemeChoice {
  #choice = $state<Theme>(stored());

  get choice(): Theme {
    return this.#choice;
  }

  set choice(theme: Theme) {
    this.#choice = theme;
    localStorage.setItem(KEY, theme);
    this.apply();
  }

  /** Marks the page; the tokens do the rest. */
  apply(): void {
    if (this.#choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.#choice;
  }
}

/** The theme of this window. */
export const theme = new ThemeChoice();
