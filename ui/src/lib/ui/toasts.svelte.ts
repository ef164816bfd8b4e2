import { untrack } from 'svelte';

/** Short messages at the foot of the window; those with « Annuler » count down. */

/** What a toast says and offers. */
export type ToastContent = {
  text: string;
  manner?: 'notice' | 'alert';
  /** Undo, with the seconds left to do it. */
  undo?: { label: string; run: () => void | Promise<void> };
  /** The sentence ends on the time left: « part dans 24 s ». */
  leaves?: boolean;
  /** A way to somewhere. */
  opens?: { label: string; route: string };
  /** How long it stays; 30 for an undo, 6 otherwise; an alert stays until closed. */
  seconds?: number;
};
/** A toast on screen. */
export type Toast = ToastContent & { id: number; left: number };

class Toasts {
  items = $state<Toast[]>([]);
  #next = 1;
  #timer: ReturnType<typeof setInterval> | undefined;

  add(content: ToastContent): number {
    const id = this.#next++;
    const left = content.seconds ?? (content.undo ? 30 : content.manner === 'alert' ? Infinity : 6);
    this.items = [...this.items.slice(-1), { ...content, id, left }];
    this.#timer ??= setInterval(() => this.#tick(), 1000);
    return id;
  }

  close(id: number): void {
    this.items = this.items.filter((item) => item.id !== id);
  }

  #tick(): void {
    for (const item of this.items) item.left -= 1;
    this.items = this.items.filter((item) => item.left > 0);
    if (this.items.length === 0) {
      clearInterval(this.#timer);
      this.#timer = undefined;
    }
  }
}

/** The toasts of this window. */
export const toasts = new Toasts();

/** Shows a toast; answers its id, for {@link Toasts.close}. An effect may call it: it is not tracked. */
export function toast(content: ToastContent): number {
  return untrack(() => toasts.add(content));
}
