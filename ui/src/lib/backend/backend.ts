/** The one door to the engine. Screens use `resource()` and `action()`; only they and the frame call this. */
import type { ApiError, Commands, ErrorCode, Outcome, Tag } from './contract.placeholder';

/** The name of a command of the contract. */
export type CommandName = keyof Commands;
/** What a command takes. */
export type Request<K extends CommandName> = Commands[K][0];
/** What a command answers. */
export type Response<K extends CommandName> = Commands[K][1];
/** The commands that change something: they answer an {@link Outcome}. */
export type MutationName = { [K in CommandName]: Response<K> extends Outcome<unknown> ? K : never }[CommandName];
/** The commands that only read. */
export type QueryName = Exclude<CommandName, MutationName>;
/** What a mutation gives once its tags are set aside. */
export type Value<K extends MutationName> = Response<K> extends Outcome<infer V> ? V : never;

/** What kind of file a dialog offers. */
export type FileKind = 'table' | 'pdf' | 'image' | 'backup';
/** A file the person chose: the engine reads it by its token, the window never sees its bytes. */
export type PickedFile = { token: string; name: string };

/** Either the window's own IPC, or the test bridge over HTTP. */
export interface Backend {
  /** Runs a command. Rejects with a {@link BackendError}. */
  call<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>>;
  /** Calls back with the tags the engine says have changed by itself. Answers how to stop. */
  onChanged(listener: (tags: Tag[]) => void): () => void;
  /** Calls back with files dropped on the window. Answers how to stop. */
  onDropped(listener: (files: PickedFile[]) => void): () => void;
  /** Calls back while files are carried over the window. Answers how to stop. */
  onDragging(listener: (over: boolean) => void): () => void;
  /** Asks the person for a file; `undefined` when he gives up. */
  pickFile(kind: FileKind): Promise<PickedFile | undefined>;
}

/** A refusal of the engine. `detail` is English, for the log: never shown as a sentence, never parsed. */
export class BackendError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
    readonly field?: string,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'BackendError';
  }

  /** Makes one of whatever was thrown. */
  static from(thrown: unknown): BackendError {
    if (thrown instanceof BackendError) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'detail' in thrown) {
      const { code, detail, field } = thrown as ApiError;
      return new BackendError(code, detail, field ?? undefined);
    }
    return new BackendError('internal', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

let chosen: Promise<Backend> | undefined;

/** The backend of this window: Tauri when it runs inside it, else the bridge. */
export function backend(): Promise<Backend> {
  chosen ??= '__TAURI_INTERNALS__' in window ? import('./tauri').then((m) => m.tauri()) : import('./bridge').then((m) => m.bridge());
  return chosen;
}

/** Puts another backend in place, for tests. */
export function useBackend(other: Backend): void {
  chosen = Promise.resolve(other);
}

/** Runs a command, without more: screens prefer `resource()` and `action()`. */
export async function call<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>> {
  try {
    return await (await backend()).call(name, request);
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}
