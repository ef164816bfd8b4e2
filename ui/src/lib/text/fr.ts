/** Every sentence of the screens, one file a screen in `fr/`. Typed with plain spaces: `french()` puts the right ones. */
export { ageing, controls } from './fr/controls';
export { errors } from './fr/errors';
export { frame } from './fr/frame';
