import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  choice,
  divider,
  escaped,
  input,
  type ModalView,
  mention,
  modal,
  option,
  quote,
  section,
  textField,
} from '../../../slack/blocks.ts';
import { dateField } from '../../../slack/fields.ts';
import type { Action } from '../../follow-ups/rules.ts';
import { MOST_ACTIONS, roleOf, type Session } from '../rules/index.ts';
import { DUE_AFTER, fieldsOf, MOST_RECAP, MOST_WORDS, type Step, slots } from '../rules/wrap-up.ts';
import { ids } from './index.ts';
import { actionLine } from './thread.ts';

export type WrapUpData = {
  session: Session;
  /** Who looks at it. */
  byId: string;
  topic: string;
  names: { mentor: string; mentee: string };
  /** What was agreed before. */
  agreed: Action[];
};

/**
 * What the two found and what they will do: one person's words, and `shown` empty actions as far as there is room. Slack
 * keeps what was typed when the modal is shown again with one more.
 */
export function wrapUpModal({ session, byId, topic, names, agreed }: WrapUpData, shown = 1): ModalView {
  const mine = session.recaps.find((r) => r.authorId === byId)?.text;
  const others = session.recaps.filter((r) => r.authorId !== byId);
  const room = Math.max(0, MOST_ACTIONS - agreed.length);
  const form = { callbackId: ids.wrapUpForm, title: 'Wrap up', submit: 'Save' };
  return modal({ ...form, metadata: { sessionId: session.id } }, [
    section(`*${escaped(topic)}*. Both of you can add to this; it goes into your thread.`),
    ...others.flatMap((r) => [section(`${mention(r.authorId)} wrote:`), quote(r.text)]),
    input('recap', 'What we found', textField({ initial: mine, multiline: true, max: MOST_RECAP }), {
      optional: true,
      hint: 'A line or two that will still make sense in a month.',
    }),
    ...agreed.map((action) => section(actionLine(action))),
    ...slots.slice(0, Math.min(shown, room)).flatMap((n) => slot(n, session, byId, names)),
    ...(shown < room
      ? [actions(button(ids.oneMore, 'Add another step', { value: `${session.id} ${shown + 1}` }))]
      : []),
  ]);
}

function slot(n: number, session: Session, byId: string, names: WrapUpData['names']): Block[] {
  const at = fieldsOf(n);
  const owners = [option(names.mentee, 'mentee'), option(names.mentor, 'mentor')];
  const optional = { optional: true };
  return [
    divider(),
    input(
      at.when,
      `Next step ${n}: when …`,
      textField({ max: MOST_WORDS, placeholder: 'the next deployment fails' }),
      optional,
    ),
    input(
      at.will,
      '… I will',
      textField({ max: MOST_WORDS, placeholder: 'read the events before the logs' }),
      optional,
    ),
    input(at.owner, 'Who', choice(owners, roleOf(session, byId)), optional),
    input(at.due, 'By', dateField('Pick a date'), {
      ...optional,
      hint: `Left empty, it’s due in ${DUE_AFTER} working days.`,
    }),
  ];
}

/** Tells the writer which of their actions found no room, so that no word is lost. */
export function noRoomView(steps: Step[]): Content {
  const lost = steps.map(({ when, will }) => `• when ${escaped(when)}, I will ${escaped(will)}`);
  const text = `A session holds ${MOST_ACTIONS} actions, and the other was quicker. The rest of your wrap-up is saved; this was left out:`;
  return { text, blocks: [section(text), ...lost.map((line) => section(line))] };
}
