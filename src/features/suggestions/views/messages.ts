import type { Content } from '../../../jobs/define.ts';
import { actions, button, context, mention, quote, section } from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import type { Answer, Suggestion } from '../rules.ts';
import { ids } from './modals.ts';
import { answerSays } from './words.ts';

/** Prompt to an owner: how many suggestions wait. */
export function waitingNote(waiting: number): Content {
  const text = waiting === 1 ? 'One suggestion waits for your answer.' : `${waiting} suggestions wait for your answer.`;
  return { text, blocks: [section(text), actions(button(ids.list, 'See suggestions'))] };
}

/** Prompt to whoever made it: what becomes of it. */
export function answeredNote({
  id,
  words,
  state,
  answer,
  answeredBy,
  memberId,
}: Suggestion & { state: Answer }): Content {
  const text = answerSays[state];
  const says = answer === '' ? [] : [section(`${answeredBy ? mention(answeredBy) : 'An owner'} says:`), quote(answer)];
  return {
    text,
    blocks: [
      section(`*${text}* You wrote:`),
      quote(words),
      ...says,
      ...(memberId === undefined ? [context('You gave no name, and the owners don’t know that it was you.')] : []),
      ...(answer === '' ? [] : [actions(reportButton({ kind: 'suggestion', id }))]),
    ],
  };
}
