import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, CHANNEL, card, line, N, oneOf, row, rows, seconds, WHO } from './declare.ts';

type OfTurn = { turnId: string };

async function turnFacts(tx: Tx, { turnId }: OfTurn) {
  const turn = await row(tx, 'moment_turn', { id: turnId });
  const moment = await row(tx, 'moment', { id: turn?.moment_id });
  const shared = (await rows(tx, 'moment_share', { turn_id: turnId })).length;
  return {
    turn,
    state: turn?.state,
    host: turn?.host_id,
    isEnded: moment?.ended_at !== null,
    deck: moment?.deck,
    channel: moment?.channel,
    shared,
  };
}

const host = card(
  async (tx: Tx, { turnId, memberId }: OfTurn & { memberId: string }) => {
    const facts = await turnFacts(tx, { turnId });
    return { ...facts, isHost: facts.host === memberId, at: seconds(facts.turn?.starts_at) };
  },
  [
    [
      line`*You host the moment in ${CHANNEL}, ${AT}.* I post the question:`,
      (f, channel, at) => f.state === 'drawn' && f.isHost && f.channel === channel && f.at === at,
    ],
    [
      line`Begin with an example of your own, and thank those who follow. That is all a host does.`,
      (f) => f.state === 'drawn' && f.isHost && f.deck !== 'mistakes',
    ],
    [
      line`Go first, with a mistake of your own: others share theirs once someone has. Tell it without other people’s names, and thank those who follow.`,
      (f) => f.state === 'drawn' && f.isHost && f.deck === 'mistakes',
    ],
    [buttons('Not this time'), (f) => f.state === 'drawn' && f.isHost],
    [line`This one is off: the moment in ${CHANNEL}, ${AT}. Nothing to host.`, (f) => f.state === 'off'],
    [
      line`You needn’t host the moment in ${CHANNEL}, ${AT}. Thank you all the same.`,
      (f) => !f.isHost && f.state !== 'off',
    ],
    [
      line`You hosted the moment in ${CHANNEL}, ${AT}. Thank you.`,
      (f) => f.isHost && f.state === 'over' && f.turn?.ts !== null,
    ],
    [
      line`You host the moment in ${CHANNEL}, ${AT}. It has begun; its thread is yours to open.`,
      (f) => f.isHost && f.state === 'running',
    ],
    [line`${ANY}`, (f, words) => words === f.turn?.prompt],
  ],
);

const TELL_OWN = ' Tell only what happened to you, and name no one else.';
const OWN = oneOf(TELL_OWN, '');
const isOwn = (f: { deck: string | undefined }, own: string | undefined) =>
  (f.deck === 'mistakes') === (own === TELL_OWN);

const post = card(turnFacts, [
  [line`*A moment for ${ANY}* · the thread stays open`, (f) => f.state === 'over'],
  [
    line`*A moment for ${ANY}* · ${N} minutes, until ${AT}`,
    (f, _for, _n, end) => f.state === 'running' && seconds(f.turn?.ends_at) === end,
  ],
  [
    line`${WHO} hosts and begins. Write in this thread; a sentence or two is plenty.${OWN}`,
    (f, who, own) => f.host === who && isOwn(f, own),
  ],
  [
    line`No one hosts this one: whoever likes begins. Write in this thread; a sentence or two is plenty.${OWN}`,
    (f, own) => f.host === null && isOwn(f, own),
  ],
  [buttons('I can host sometimes'), (f) => !f.isEnded],
  [line`*${ANY}*`, (f, words) => words === f.turn?.prompt],
]);

const summary = card(turnFacts, [
  [
    line`Time is up. No one shared this time, and that is fine. The thread stays open.`,
    (f) => f.state === 'over' && f.shared === 0,
  ],
  [
    line`Time is up. Thank you to those who shared. The thread stays open.`,
    (f) => f.state === 'over' && f.shared > 0 && f.shared < 5,
  ],
  [
    line`Time is up. ${N} people shared. The thread stays open.`,
    (f, n) => f.state === 'over' && f.shared === Number(n),
  ],
]);

const refused = card(
  async (tx: Tx, { momentId }: { momentId: string }) => {
    const moment = await row(tx, 'moment', { id: momentId });
    const posted = (await rows(tx, 'moment_turn', { moment_id: momentId })).some((turn) => turn.ts !== null);
    return { isEnded: moment?.ended_at !== null, channel: moment?.channel, posted };
  },
  [
    [
      line`I couldn’t post the moment in ${CHANNEL}, because I wasn’t in it. Open it and type \`/invite @Bitewise\`; the next one is posted then.`,
      (f, channel) => f.channel === channel && !f.isEnded,
    ],
  ],
);

export const moments = {
  'moments.host': host,
  'moments.post': post,
  'moments.summary': summary,
  'moments.refused': refused,
};
