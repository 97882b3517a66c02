import type { Content } from '../../jobs/define.ts';
import { type Block, escaped, type ModalView, modal, section } from '../../slack/blocks.ts';

const SHOWN = 'care.shown';

export type Care = {
  /** One or two sentences. */
  says: string;
  turn: string;
  /** People and places, one a line. */
  contacts: string[];
};

/** What somebody reads who typed words that need a person. */
export function careCard(care: Care): Content & { blocks: Block[] } {
  return { text: escaped(care.says), blocks: careBlocks(care) };
}

/** The same in a modal. */
export function careModal(care: Care): ModalView {
  return modal({ callbackId: SHOWN, title: 'You’re not alone' }, careBlocks(care));
}

function careBlocks({ says, turn, contacts }: Care): Block[] {
  const list = contacts.map((line) => `• ${escaped(line)}`).join('\n');
  return [section(escaped(says)), section(`*${escaped(turn)}:*\n${list}`)];
}
