/** The words of a letter: those of paper, or those of an electronic one where they differ. */
import type { LetterRow } from '$lib/backend/contract.gen';
import { letters, posting } from '$lib/text/fr';

const paper = {
  print: letters.letter.print,
  post: letters.letter.post,
  kit: posting.open,
  posted: letters.letter.posted,
  tracking: letters.letter.tracking,
  presented: letters.letter.presented,
  delivered: letters.letter.delivered,
  returned: letters.letter.returned,
  marks: letters.letter.mark,
  steps: letters.letter.steps,
  mark: letters.mark,
  reasons: letters.mark.reasons,
  consequences: letters.mark.consequences,
  proofs: posting.proofs.kinds,
  watch: { unclaimed: posting.watch.unclaimed, silent: posting.watch.silent, held: posting.watch.held },
};

const electronic: typeof paper = {
  ...paper,
  ...posting.electronic,
  post: posting.deposit.post,
  kit: posting.openElectronic,
  steps: { ...paper.steps, ...posting.electronic.steps },
  mark: {
    ...paper.mark,
    presented: { ...paper.mark.presented, ...posting.electronic.mark.presented },
    delivered: { ...paper.mark.delivered, ...posting.electronic.mark.delivered },
    returned: { ...paper.mark.returned, ...posting.electronic.mark.returned },
  },
  proofs: posting.proofs.kindsElectronic,
  watch: { unclaimed: posting.watch.unclaimedElectronic, silent: posting.watch.silentElectronic, held: posting.watch.heldElectronic },
};

const plain: typeof paper = {
  ...paper,
  steps: { ...paper.steps, print: letters.plain.print, post: letters.plain.post },
};

/** How a letter of that medium is spoken of. */
export function wordsOf(letter: Pick<LetterRow, 'medium'>): typeof paper {
  switch (letter.medium) {
    case 'paper': return paper;
    case 'electronic': return electronic;
    case 'plain': return plain;
  }
}
