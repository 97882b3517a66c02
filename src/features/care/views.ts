import type { Content } from '../../jobs/define.ts';
import { actions, type Block, button, escaped, type ModalView, modal, section } from '../../slack/blocks.ts';
import { type About, aboutText } from './rules.ts';

export const ids = {
  shown: 'care.shown',
  /** Opens the form for a report; its value says what it is about (features/concerns listens). */
  report: 'care.report',
} as const;

/**
 * The way to report a concern: about what somebody reads here, or about anything. Where several stand in a list, `topic`
 * tells by ear the one from the next.
 */
export function reportButton(about?: About, topic?: string) {
  const value = about ? aboutText(about) : 'anything';
  return button(ids.report, 'Report a concern', { value, ...(topic === undefined ? {} : { about: topic }) });
}

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
  return modal({ callbackId: ids.shown, title: 'You’re not alone' }, careBlocks(care));
}

function careBlocks({ says, turn, contacts }: Care): Block[] {
  const list = contacts.map((line) => `• ${escaped(line)}`).join('\n');
  return [section(escaped(says)), section(`*${escaped(turn)}:*\n${list}`), actions(reportButton())];
}
