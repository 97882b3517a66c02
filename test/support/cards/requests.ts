import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, CHANNEL, card, LINK, line, part, row, rows, seconds, WHO } from './declare.ts';
import { lessonsHint, talkOf } from './offers.ts';

async function requestFacts(tx: Tx, { requestId }: { requestId: string }) {
  const request = await row(tx, 'request', { id: requestId });
  const offers = await rows(tx, 'offer', { request_id: requestId });
  const all = await rows(tx, 'request', { mentee_id: request?.mentee_id, skill_id: request?.skill_id });
  const isAskedAgain = all.some((r) => r.created_at > (request?.created_at ?? '') && r.state !== 'waiting');
  const accepted = offers.find((one) => one.state === 'accepted');
  const picked = await row(tx, 'member', { id: request?.chosen_id ?? '' });
  const asker = await row(tx, 'member', { id: request?.mentee_id });
  const first = offers.find((one) => one.mentor_id === request?.chosen_id);
  const count = (state: string) => offers.filter((one) => one.state === state).length;
  const isPaused =
    asker?.paused_until !== null && asker?.paused_until !== undefined && asker.paused_until > tx.now.toString();
  return {
    ...{
      state: request?.state,
      isOpen: request?.state === 'open',
      isAskedAgain,
      missed: offers.find((o) => o.state === 'withdrawn' && o.proposed_for && (o.answered_at ?? '') >= o.proposed_for)
        ?.mentor_id,
      talk: await talkOf(tx, accepted?.id),
    },
    ...{ mentor: accepted?.mentor_id, pending: count('pending'), lapsed: count('lapsed'), isPaused },
    ...{
      proposed: seconds(offers.find((one) => one.state === 'proposed')?.proposed_for),
      picked: picked?.name,
      isAsked: first?.ts != null,
      isPickedPending: first?.state === 'pending',
    },
    ...{ until: seconds(request?.expires_at), isQuiet: request?.is_anonymous === 1 },
  };
}

const again = [
  [
    line`*I found no one for ${ANY} before the request closed.*`,
    (f: { state: string | undefined; missed: string | undefined }) => f.state === 'expired' && f.missed === undefined,
  ],
  [
    line`*The time that ${WHO} suggested for ${ANY} passed before the two of you agreed on it.*`,
    (f: { missed: string | undefined }, who: string) => f.missed === who,
  ],
  [line`You’ve asked again since.`, (f: { isAskedAgain: boolean }) => f.isAskedAgain],
  [
    line`That happens, and says nothing about your question. You can ask again, try a topic near to it, or wait until someone new offers it.`,
    (f: { isAskedAgain: boolean }) => !f.isAskedAgain,
  ],
  [
    buttons('Ask again', 'Join the wait list', 'Try another topic'),
    (f: { isAskedAgain: boolean; isOpen: boolean }) => !f.isAskedAgain && !f.isOpen,
  ],
] as const;

const progress = card(requestFacts, [
  [line`*Finding someone for ${ANY}.*`, (f) => f.isOpen],
  [
    part`I’ll ask ${ANY} first. I’ll ask one colleague at a time, and I’ll tell you as soon as someone accepts.`,
    (f, name) => f.isOpen && f.picked === name && !f.isAsked,
  ],
  [
    part`I asked ${ANY} first. I’ll ask one colleague at a time, and I’ll tell you as soon as someone accepts.`,
    (f, name) => f.isOpen && f.picked === name && f.isAsked,
  ],
  [
    part`${ANY} wasn’t at work when you asked and is back ${AT}, so I began with someone else. I’ll ask one colleague at a time, and I’ll tell you as soon as someone accepts.`,
    (f, name) => f.isOpen && f.picked === name && !f.isAsked,
  ],
  [line`I’ll ask one colleague at a time, and I’ll tell you as soon as someone accepts.`, (f) => f.isOpen],
  [line`Usually someone accepts within about ${ANY}, based on earlier requests ${ANY}.`, (f) => f.isOpen],
  [line`No one who could help is free to be asked right now. I’ll continue ${AT}.`, (f) => f.isOpen && f.pending === 0],
  [line`I can ask ${ANY} from ${AT}, and will.`, (f, name) => f.isOpen && f.picked === name && !f.isAsked],
  [
    line`${ANY} isn’t at work right now and is back ${AT}. I’ll ask then.`,
    (f, name) => f.isOpen && f.picked === name && !f.isAsked,
  ],
  [line`*A colleague suggests ${AT} for ${ANY}.*`, (f, at) => f.isOpen && f.proposed === at],
  [line`Does that suit you?`, (f) => f.isOpen && f.proposed !== ''],
  [buttons('Works for me', 'No, ask someone else'), (f) => f.isOpen && f.proposed !== ''],
  [
    line`I’ve asked everyone I could. An answer can still come until ${AT}.`,
    (f, at) => f.isOpen && f.pending === 0 && f.lapsed > 0 && f.until === at,
  ],
  [line`*Your request about ${ANY} is on hold.*`, (f) => f.isOpen && f.isPaused],
  [
    line`You’re on a break, so I’m asking no one in your name. I’ll continue ${ANY}; \`/mentor resume\` ends the break.`,
    (f) => f.isOpen && f.isPaused,
  ],
  [buttons('Cancel request'), (f) => f.isOpen],
  [
    line`*${WHO} accepted your request about ${ANY}.*`,
    (f, who) => f.state === 'matched' && f.mentor === who && f.talk !== 'off',
  ],
  [line`Your conversation is in ${LINK}.`, (f) => f.talk === 'there'],
  [line`Your conversation is in ${CHANNEL}.`, (f) => f.talk === 'there, shared'],
  [
    line`Your conversation opens as soon as you’re both at work, and at an agreed time in any case.`,
    (f) => f.talk === 'coming',
  ],
  [line`You’ll talk in a private message. They read your name when it opens.`, (f) => f.talk === 'coming' && f.isQuiet],
  [line`*The session with ${WHO} about ${ANY} was called off before it began.*`, (f) => f.talk === 'off'],
  [line`You can ask again any time.`, (f) => !f.isOpen],
  [line`*Your other request about ${ANY} goes on.*`, (f) => f.state === 'matched' && f.talk === 'none'],
  [line`This one is closed, because your mentor can’t make it.`, (f) => f.state === 'matched' && f.talk === 'none'],
  [line`*You took back your request about ${ANY}.*`, (f) => f.state === 'cancelled'],
  [line`*Two of your topics are one now: ${ANY}.*`, (f) => f.state === 'merged'],
  [line`Your requests about them go on as one.`, (f) => f.state === 'merged'],
  [line`*Your request about ${ANY} is closed.*`, (f) => f.state === 'stopped'],
  [
    line`Quiet asks are switched off for you for now. You can still ask with your name, and an owner of Bitewise can tell you more.`,
    (f) => f.state === 'stopped',
  ],
  [line`Your goal: ${ANY}`, 'the asker’s own words'],
  ...again,
  ...lessonsHint('mentee'),
]);

const helper = card(
  async (tx: Tx, payload: { requestId: string }) => {
    const facts = await requestFacts(tx, payload);
    const skill = (await row(tx, 'request', { id: payload.requestId }))?.skill_id;
    const offers = (await rows(tx, 'member_skill', { kind: 'offers', skill_id: skill })).map((held) => held.member_id);
    return { ...facts, isWaiting: facts.state === 'waiting', offers };
  },
  [
    [line`*Someone who knows ${ANY} is here now.*`, (f) => f.isWaiting && f.offers.length > 0],
    [line`${WHO} offers it.`, (f, who) => f.isWaiting && f.offers.includes(who!)],
    [buttons('Ask them'), (f) => f.isWaiting],
    [line`You no longer wait for someone who knows ${ANY}.`, (f) => !f.isWaiting],
    [
      line`*Two of your topics are one now: ${ANY}.* Your requests about them go on as one.`,
      (f) => f.state === 'merged',
    ],
  ],
);

export const requests = {
  'requests.progress': progress,
  'requests.closed': card(requestFacts, [...again]),
  'requests.helper': helper,
};
