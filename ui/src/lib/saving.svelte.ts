/** What is asked of the engine without a form around it, and a file written for the person: a refusal is told, the way to the file is kept. */
import { BackendError, call } from '$lib/backend/backend';
import { errorText } from '$lib/backend/errors';
import { toast } from '$lib/ui/toasts.svelte';

/** Runs `work`; a refusal is told in a toast. Answers what it gave, `undefined` when it was refused. */
export async function tried<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (thrown) {
    toast(errorText(BackendError.from(thrown)));
    return undefined;
  }
}

/** A file saved: its name, and what stands for it when the person wants to see it in its folder. */
export type Written = { fileName: string; token: string };

/** The files of one screen: which is being written, and the last one that was. One at a time. */
export class Saving<F extends Written> {
  /** What is being written, by the name given to {@link save}. */
  busy = $state<string>();
  /** The last file written; giving up in the system's dialog leaves the one before. */
  file = $state.raw<F>();

  /** Runs `work`, which asks where to write and writes; it answers no file when the person gives up. A refusal is told. */
  async save(work: () => Promise<F | null>, what = 'file'): Promise<void> {
    if (this.busy !== undefined) return;
    this.busy = what;
    this.file = (await tried(work)) ?? this.file;
    this.busy = undefined;
  }

  /** Shows the last file in its folder. */
  async show(): Promise<void> {
    const { file } = this;
    if (file) await tried(() => call('show_saved', { token: file.token }));
  }

  /** What was written is no longer what the screen shows. */
  forget(): void {
    this.file = undefined;
  }
}
