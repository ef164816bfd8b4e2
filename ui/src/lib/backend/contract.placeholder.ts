/** Stands for `contract.gen.ts` until the engine writes it. */
export type Tag = 'Settings' | 'Ledger' | 'Plan' | 'Outbox';
export type ErrorCode =
  | 'validation' | 'not_found' | 'precondition' | 'newer_database' | 'mail_setup' | 'locked' | 'disk_full' | 'unknown_rate' | 'internal';
export type ApiError = { code: ErrorCode; field?: string | null; detail: string };
export type Outcome<T> = { value: T; changed: Tag[] };
export type AppState = { company: string | null; today: string; demo: boolean; sending: 'active' | 'paused' | 'suspended'; nextAt: string | null };
export type SearchHit = { kind: 'client' | 'invoice'; id: number; title: string; detail: string };
export type Commands = {
  app_state: [null, AppState];
  search: [{ text: string }, SearchHit[]];
  pause_sending: [{ paused: boolean }, Outcome<null>];
};
export const reads: Record<string, Tag[]> = { app_state: ['Settings', 'Outbox'], search: ['Ledger'] };
