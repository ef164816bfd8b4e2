/** The engine behind the window's IPC: the only import of @tauri-apps. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Backend, FileKind, PickedFile } from './backend';
import type { Tag } from './contract.placeholder';

function subscribe<T>(event: string, listener: (payload: T) => void): () => void {
  const stop = listen<T>(event, ({ payload }) => listener(payload));
  return () => void stop.then((unlisten) => unlisten());
}

/** The backend of the real window. */
export function tauri(): Backend {
  return {
    call: (name, request) => invoke('rpc', { name, request }),
    onChanged: (listener) => subscribe<Tag[]>('changed', listener),
    onDropped: (listener) => subscribe<PickedFile[]>('dropped', listener),
    onDragging: (listener) => subscribe<boolean>('dragging', listener),
    pickFile: async (kind: FileKind) => (await invoke<PickedFile | null>('pick_file', { kind })) ?? undefined,
  };
}
