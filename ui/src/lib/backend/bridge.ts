/** The engine behind the development bridge, over loopback HTTP: for a browser, and for the tests in one. */
import { type Backend, BackendError, type DroppedFile } from './backend';
import type { ApiError, Tag } from './contract.gen';

const RETRY_MS = 1000;

function origin(): string {
  return new URLSearchParams(location.search).get('bridge') ?? '';
}

async function post<T>(path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${origin()}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const value: unknown = await answer.json();
  if (answer.ok) return value as T;
  throw BackendError.from(value as ApiError);
}

/** The path stands for a file let go over the window; the bridge answers the token the commands take. */
async function file(path: string): Promise<DroppedFile> {
  const { token } = await post<{ token: string }>('/files', { path });
  return { token, name: path.split(/[\\/]/).at(-1) ?? path };
}

async function follow(listener: (tags: Tag[]) => void, stopped: () => boolean): Promise<void> {
  let since = 0;
  while (!stopped()) {
    try {
      const answer = await fetch(`${origin()}/changes?since=${since}`);
      if (!answer.ok) throw new Error(`changes: ${answer.status}`);
      const { next, tags } = (await answer.json()) as { next: number; tags: Tag[] };
      since = next;
      if (tags.length > 0 && !stopped()) listener(tags);
    } catch {
      await new Promise((resume) => setTimeout(resume, RETRY_MS));
    }
  }
}

function on<T>(name: string, listener: (detail: T) => void): () => void {
  const heard = (event: Event) => listener((event as CustomEvent<T>).detail);
  window.addEventListener(name, heard);
  return () => window.removeEventListener(name, heard);
}

/** The backend of a browser. A test drops files with `echu:drop`, whose detail is their paths. */
export function bridge(): Backend {
  return {
    call: (name, request) => post(`/rpc/${name}`, request),
    onChanged: (listener) => {
      let over = false;
      void follow(listener, () => over);
      return () => (over = true);
    },
    onDropped: (listener) => on<string[]>('echu:drop', (paths) => void Promise.all(paths.map(file)).then(listener)),
    onOpened: (listener) => on('echu:open', listener),
    onDragging: (listener) => on('echu:drag', listener),
  };
}
