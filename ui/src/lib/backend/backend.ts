/** The one door to the engine. Screens use `resource()` and `action()`; only they and the frame call this. */
import { bridge } from './bridge';
import type { ApiError, Commands, ErrorCode, Tag } from './contract.gen';
import { tauri } from './tauri';

/** The name of a command of the contract. */
export type CommandName = keyof Commands;
/** What a command takes. */
export type Request<K extends CommandName> = Commands[K][0];
/** What a command answers. */
export type Response<K extends CommandName> = Commands[K][1];
/** The commands that change something: they answer an Outcome: a value, and the tags of what changed. */
export type MutationName = { [K in CommandName]: Response<K> extends { value: unknown; changed: Tag[] } ? K : never }[CommandName];
/** The commands that only read. */
export type QueryName = Exclude<CommandName, MutationName>;
/** What a mutation gives once its tags are set aside. */
export type Value<K extends MutationName> = Response<K> extends { value: infer V; changed: Tag[] } ? V : never;

/** A file let go over the window: the engine reads it by its token, the window never sees its bytes. */
export type DroppedFile = { token: string; name: string };

/** Either the window's own IPC, or the test bridge over HTTP. */
export interface Backend {
  /** Runs a command. Rejects with a {@link BackendError}. */
  call<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>>;
  /** Calls back with the tags the engine says have changed by itself. Answers how to stop. */
  onChanged(listener: (tags: Tag[]) => void): () => void;
  /** Calls back with files dropped on the window. Answers how to stop. */
  onDropped(listener: (files: DroppedFile[]) => void): () => void;
  /** Calls back when files wait for `take_opened`: the system asked to open them. Answers how to stop. */
  onOpened(listener: () => void): () => void;
  /** Calls back while files are carried over the window. Answers how to stop. */
  onDragging(listener: (over: boolean) => void): () => void;
}

/** A refusal of the engine: a sentence in French for the person, and a detail in English for the log, never parsed. */
export class BackendError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly detail: string,
    /** Empty when the engine could not be reached. */
    readonly sentence = '',
    readonly field?: string,
    /** What is written is odd, yet the person may keep it: ask again with `confirmed`. */
    readonly confirmable = false,
  ) {
    super(`${code}: ${detail}`);
    this.name = 'BackendError';
  }

  /** Makes one of whatever was thrown. */
  static from(thrown: unknown): BackendError {
    if (thrown instanceof BackendError) return thrown;
    if (typeof thrown === 'object' && thrown !== null && 'code' in thrown && 'detail' in thrown) {
      const { code, detail, sentence, field, confirmable } = thrown as ApiError & { confirmable?: boolean };
      return new BackendError(code, detail, sentence, field, confirmable);
    }
    return new BackendError('internal', thrown instanceof Error ? thrown.message : String(thrown));
  }
}

let chosen: Backend | undefined;
/** Answers asked for before anything is drawn, each for the first who asks the same. */
const begun = new Map<string, Promise<unknown>>();
/** Those of them that came. */
const arrived = new Map<string, unknown>();

/** The backend of this window: Tauri when it runs inside it, else the bridge. */
export function backend(): Backend {
  chosen ??= '__TAURI_INTERNALS__' in window ? tauri() : bridge();
  return chosen;
}

/** Puts another backend in place, for tests. */
export function useBackend(other: Backend): void {
  chosen = other;
}

/** Asks now what will be asked once something more is drawn. Answers how to forget it, for who knows that nobody will come or that it is no longer true. */
export function begin<K extends QueryName>(name: K, request: Request<K>): () => void {
  const key = keyOf(name, request);
  const answer = backend().call(name, request);
  begun.set(key, answer);
  // Whoever asks the same is told of a refusal; nobody else is.
  void answer.then((value) => { if (begun.get(key) === answer) arrived.set(key, value); }, () => {});
  return () => { if (begun.get(key) === answer) take(key); };
}

/** Ends once all that was begun came, or was refused. */
export async function allBegun(): Promise<void> {
  await Promise.allSettled([...begun.values()]);
}

/** The answer to what was begun, once, if it came. */
export function begunAnswer<K extends QueryName>(name: K, request: Request<K>): Response<K> | undefined {
  const key = keyOf(name, request);
  const answer = arrived.get(key);
  if (answer !== undefined) take(key);
  return answer as Response<K> | undefined;
}

function take(key: string): void {
  begun.delete(key);
  arrived.delete(key);
}

/** Runs a command, without more: screens prefer `resource()` and `action()`. */
export async function call<K extends CommandName>(name: K, request: Request<K>): Promise<Response<K>> {
  const key = begun.size > 0 ? keyOf(name, request) : '';
  const answer = begun.get(key);
  take(key);
  try {
    return (await (answer ?? backend().call(name, request))) as Response<K>;
  } catch (thrown) {
    throw BackendError.from(thrown);
  }
}

function keyOf(name: CommandName, request: object): string {
  return `${name} ${JSON.stringify(request)}`;
}
