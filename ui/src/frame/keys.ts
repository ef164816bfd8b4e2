/** The keys as they are written on a keyboard. */
import { keyMap, keyNames } from '$lib/text/fr';

type Line = (typeof keyMap)[number]['lines'][number];

/** What is printed on a key: « Entrée », « ↑ », « R ». */
export function printed(key: string): string {
  return keyNames[key] ?? (key.length === 1 ? key.toUpperCase() : key);
}

/** The keys of a line, each as it is pressed: « Ctrl K ». */
export function presses({ press, ctrl, shift }: Line): string[] {
  const held = ctrl ? `${keyNames['Control'] ?? ''} ` : shift ? `${keyNames['Shift'] ?? ''} ` : '';
  return press.map((key) => held + printed(key));
}
