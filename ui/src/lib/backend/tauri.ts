/** The engine behind the window's IPC: the only import of @tauri-apps. */
import { invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { Backend, DroppedFile } from './backend';
import type { Tag } from './contract.gen';

function subscribe<T>(event: string, listener: (payload: T) => void): () => void {
  const stop = listen<T>(event, ({ payload }) => listener(payload));
  return () => void stop.then((unlisten) => unlisten());
}

/** The backend of the real window. */
export function tauri(): Backend {
  return {
    call: (name, request) => invoke('rpc', { name, request }),
    onChanged: (listener) => subscribe<Tag[]>('changed', listener),
    onDropped: (listener) => subscribe<DroppedFile[]>('dropped', listener),
    onOpened: (listener) => subscribe('opened', listener),
    onDragging: (listener) => subscribe<boolean>('dragging', listener),
  };
}
