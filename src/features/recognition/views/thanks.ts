import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  checkboxes,
  context,
  escaped,
  input,
  type ModalView,
  modal,
  option,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { personField } from '../../../slack/fields.ts';
import { reportButton } from '../../care/views.ts';
import { LONGEST_THANKS, MINUTES_TO_TAKE_BACK, SHORTEST_THANKS } from '../rules/thanks.ts';
import { ids } from './ids.ts';

/** What the form starts with; `note` says why it opened instead of passing something on at once. */
export type ThankDraft = { receiverId?: string | undefined; words?: string; note?: string };

/** Asks whom and what for. */
export function thankModal({ receiverId, words, note }: ThankDraft): ModalView {
  const box = checkboxes([option('Show it in the weekly digest, with both our names', 'yes')]);
  return modal({ callbackId: ids.thankModal, title: 'Thank a colleague', submit: 'Send', close: 'Cancel' }, [
    ...(note === undefined ? [] : [context(note)]),
    input('person', 'Who is it for?', personField('A colleague', receiverId)),
    input(
      'words',
      'What for?',
      textField({ multiline: true, max: LONGEST_THANKS, ...(words ? { initial: words } : {}) }),
      {
        hint: `They read it word for word. ${SHORTEST_THANKS} characters or more.`,
      },
    ),
    input('share', 'Who sees it', box, {
      optional: true,
      hint: 'Without the tick only they do. With it, they’re asked whether the digest may show it.',
    }),
  ]);
}

export type GivenShown = { thanksId: string; to: string; words: string; isPublic: boolean; canBeShown: boolean };

/** Which of several people a thank-you did not go to, and why. */
export function notPassedOn(refused: { name: string; why: string }[]): string {
  return refused.map(({ name, why }) => `Not passed on to ${escaped(name)}: ${why}`).join('\n');
}

/** What its giver sees of a thank-you, while it can be changed; `note` says what did not go with it. */
export function thanksGiven({ thanksId, to, words, isPublic, canBeShown }: GivenShown, note?: string): Content {
  const text = `${escaped(to)} reads your thank-you in ${MINUTES_TO_TAKE_BACK} minutes. Until then you can change your mind.`;
  const toggle = isPublic
    ? button(ids.hide, 'Keep it between us', { value: thanksId })
    : button(ids.show, 'Show in the digest', { value: thanksId });
  return {
    text: note === undefined ? text : `${text}\n${note}`,
    blocks: [
      section(text),
      ...(note === undefined ? [] : [section(note)]),
      quote(words),
      context(whoSees(isPublic, canBeShown)),
      actions(
        button(ids.takeBack, 'Take it back', { value: thanksId }),
        ...(canBeShown || isPublic ? [toggle] : []),
        reportButton({ kind: 'thanks', id: thanksId }),
      ),
    ],
  };
}

function whoSees(isPublic: boolean, canBeShown: boolean): string {
  if (!isPublic) return 'Only the two of you see it.';
  return canBeShown
    ? 'Once they say yes, it also appears in the weekly digest, with both your names.'
    : 'One of you isn’t shown in the digest, or there’s none, so only the two of you see it.';
}

export function thanksTakenBack(): Content {
  return { text: 'Taken back. No one has read it.', blocks: [section('Taken back. No one has read it.')] };
}

const MAY_IT =
  'They’d like the weekly digest to show it, with both your names. Only you two see it unless you say yes.';
const SHOWN = 'You let the weekly digest show it, with both your names.';

export type ThanksShown = { thanksId: string; from: string; words: string; isAsked: boolean; isShown: boolean };

/** A thank-you as its receiver reads it. */
export function thanksNote({ thanksId, from, words, isAsked, isShown }: ThanksShown): Content {
  const blocks: Block[] = [section(`*${escaped(from)}* thanks you:`), quote(words)];
  const answer = isShown
    ? button(ids.disagree, 'Keep it between us', { value: thanksId })
    : button(ids.agree, 'Show in the digest', { value: thanksId });
  const report = reportButton({ kind: 'thanks', id: thanksId });
  if (isAsked) blocks.push(context(isShown ? SHOWN : MAY_IT), actions(answer, report));
  else blocks.push(actions(report));
  return { text: `${escaped(from)} thanks you.`, blocks };
}
