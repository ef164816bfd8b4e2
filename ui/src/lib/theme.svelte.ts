/** Light, dark, or as the system. The choice is an option of the engine; a copy here is applied before the first paint. */
export type Theme = 'system' | 'light' | 'dark';
const KEY = 'echu.theme';

function known(value: string | null): Theme {
  return value === 'light' || value === 'dark' ? value : 'system';
}

class ThemeChoice {
  choice = $state<Theme>(known(localStorage.getItem(KEY)));

  /** Takes the option's value: kept for the next start, and applied. */
  follow(option: string): void {
    this.choice = known(option);
    localStorage.setItem(KEY, this.choice);
    this.apply();
  }

  /** Marks the page; the tokens do the rest. */
  apply(): void {
    if (this.choice === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.choice;
  }
}

/** The theme of this window. */
export const theme = new ThemeChoice();
