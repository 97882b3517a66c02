import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  context,
  input,
  type ModalView,
  mention,
  modal,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { LONGEST_LINE } from '../rules/forms.ts';
import type { CheckIn } from '../service/buddy-files.ts';
import { ids } from './ids.ts';

export type CheckInShown = {
  about: CheckIn;
  choice: number | undefined;
  isLined: boolean;
  /** Who would read a line; undefined while there is nobody. */
  buddyId: string | undefined;
  pairId: string | undefined;
};

/** Prompt: how it goes, on one of the five days; later with the answer. */
export function checkInNote({ about, choice, isLined, buddyId, pairId }: CheckInShown): Content {
  const { day, ask, answers } = about;
  const value = String(day);
  const line = buddyId !== undefined && !isLined ? [button(ids.line, 'Write to my buddy', { value })] : [];
  const report = pairId !== undefined && buddyId !== undefined ? [reportButton({ kind: 'pair', id: pairId })] : [];
  const given = choice === undefined ? undefined : answers[choice];
  const text = `Day ${day}: ${ask}`;
  if (given) {
    const blocks: Block[] = [section(`*Day ${day}* · ${ask}\nYou answered: *${given.say}*`), section(given.reply)];
    return {
      text,
      blocks: [...blocks, ...(report.length > 0 ? [actions(...line, ...report)] : []), ...lineNote(isLined, buddyId)],
    };
  }
  const choices = answers.map(({ say }, i) => button(ids.answers[i] ?? '', say, { value }));
  return {
    text,
    blocks: [
      section(`*Day ${day}* · ${ask}`),
      actions(...choices, ...line, ...report),
      context('Only you see your answer. Owners see how many gave which, once five people have answered.'),
      ...lineNote(isLined, buddyId),
    ],
  };
}

function lineNote(isLined: boolean, buddyId: string | undefined): Block[] {
  if (isLined) return [context('Your line goes into the conversation with your buddy, at a time that suits them.')];
  return buddyId ? [context(`A line goes to your conversation with ${mention(buddyId)}, and nowhere else.`)] : [];
}

/** Asks for the line. */
export function lineModal(day: number, buddyId: string): ModalView {
  const form = { callbackId: ids.lineForm, title: 'A line to your buddy', submit: 'Send', close: 'Cancel' };
  return modal({ ...form, metadata: { day } }, [
    section(`${mention(buddyId)} reads it in your conversation. No one else does.`),
    input('words', 'What would you like to say or ask?', textField({ multiline: true, max: LONGEST_LINE })),
  ]);
}

/** The line, where the two read it. */
export function lineView(pair: { id: string; newcomerId: string }, day: number, words: string): Content {
  const text = `${mention(pair.newcomerId)} writes on day ${day}:`;
  return { text, blocks: [section(text), quote(words), actions(reportButton({ kind: 'pair', id: pair.id }))] };
}

/** Prompt: what is worth talking about now, for the buddy. */
export function hintNote(pair: { id: string; newcomerId: string }, { day, buddy }: CheckIn): Content {
  const text = `Day ${day} for ${mention(pair.newcomerId)}`;
  return {
    text,
    blocks: [
      section(`*${text}*\n${buddy}`, reportButton({ kind: 'pair', id: pair.id })),
      context('They were asked how it goes, and only they see their answer.'),
    ],
  };
}
