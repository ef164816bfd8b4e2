/** The pages of the guide, in the order in which they are listed. */
import { french } from '$lib/text/typography';
import { after } from './after';
import { gestures } from './gestures';
import { law } from './law';
import { money } from './money';
import type { Page } from './page';
import { rules } from './rules';
import { start } from './start';

export type { Block, Group, Page } from './page';

/** Every page, in French typography. */
export const pages: readonly Page[] = french([...start, ...gestures, ...money, ...law, ...after, ...rules]);

/** The page of a route. */
export function find(key: string): Page | undefined {
  return pages.find((page) => page.key === key);
}
