import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, N, row, WHO } from './declare.ts';
import { isRunning, sessionFacts } from './sessions.ts';

const techniqueFacts = async (tx: Tx, { techniqueId }: { techniqueId: string }) => {
  const chosen = await row(tx, 'technique', { id: techniqueId });
  const facts = await sessionFacts(tx, { sessionId: chosen?.session_id ?? '' });
  return { ...facts, by: chosen?.by_id, isOver: chosen?.over_at !== null || !isRunning(facts) };
};

const picked = card(techniqueFacts, [
  [line`${WHO} picked a question ${ANY}:`, (f, by) => f.by === by],
  [line`Take half a minute before you answer, or skip it. Whoever asks listens to the end.`, 'advice'],
  [line`${WHO} says back what they heard, and begins like this:`, (f, by) => f.by === by],
  [
    line`${WHO}, finish it in your own words, here or aloud. ${WHO}, say what is missing. Advice can wait until it fits.`,
    'advice',
  ],
  [line`${WHO} asks to clarify:`, (f, by) => f.by === by],
  [line`${WHO}, put your word or step in place of the dots. ${WHO}, an example says more than a definition.`, 'advice'],
  [line`${WHO} agrees, and begins like this:`, (f, by) => f.by === by],
  [line`${WHO} sees it differently, and begins like this:`, (f, by) => f.by === by],
  [line`${WHO} says what they can and can’t do, and begins like this:`, (f, by) => f.by === by],
  [line`${WHO} thinks of someone better placed, and begins like this:`, (f, by) => f.by === by],
  [line`${WHO} would like to close, and begins like this:`, (f, by) => f.by === by],
  [line`${WHO}, finish it in your own words, here or aloud. ${WHO}, listen to the end before you answer.`, 'advice'],
  [line`Next time:`, 'a heading'],
  [line`${WHO} gives feedback.`, 'its words are deleted once they are in the thread'],
  [line`*For ${ANY}* · ${ANY}`, 'the words of who gives it'],
  [line`What I saw or heard:`, 'a heading'],
  [line`Why it matters:`, 'a heading'],
  [line`One person’s view of one moment. ${WHO}, a thank you is enough, and so is a question.`, 'advice'],
  [buttons('Another one', 'Another beginning'), isRunning],
  [line`*Role-play: ${ANY}*, picked by ${WHO}`, (f, _name, by) => f.by === by],
  [line`${WHO} *practises.* ${ANY}`, 'the scene'],
  [line`${WHO} *plays the other person.* ${ANY}`, 'the scene'],
  [line`This role-play is over.`, (f) => f.isOver],
  [line`Five minutes, until ${AT}. Begin in the middle, stay in your roles, and let it be clumsy.`, (f) => !f.isOver],
  [buttons('We’re done'), (f) => !f.isOver],
]);

const debrief = card(techniqueFacts, [
  [
    line`${WHO} ${WHO} that was the scene. Step out of your roles, and take a minute for each of these:`,
    (f) => f.isOver,
  ],
  [line`${N}. ${ANY}`, 'a question for both'],
  [buttons('Swap roles'), isRunning],
]);

export const technique = { 'technique.post': picked, 'technique.debrief': debrief };
