/** Every sentence of the screens, one file a screen in `fr/`. Typed with plain spaces: `french()` puts the right ones. */
export { channel } from './fr/channels';
export { ageing, controls } from './fr/controls';
export { errors } from './fr/errors';
export { forms } from './fr/forms';
export { frame } from './fr/frame';
export { today } from './fr/today';
export { outbox } from './fr/outbox';
export { review } from './fr/review';
export { importing } from './fr/import';
export { settings } from './fr/settings';
export { triage } from './fr/triage';
export { welcome } from './fr/welcome';
export { clients } from './fr/clients';
export { invoices } from './fr/invoices';
export { ledger } from './fr/ledger';
export { letters } from './fr/letters';
export { calculator } from './fr/calculator';
export { guide } from './fr/guide';
