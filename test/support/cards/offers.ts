import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, CHANNEL, card, LINK, line, oneOf, part, row, rows, seconds, WHO } from './declare.ts';

/** Where the talk of an accepted offer is. */
export async function talkOf(tx: Tx, offerId: string | undefined) {
  const session = offerId === undefined ? undefined : await row(tx, 'session', { offer_id: offerId });
  if (!session) return 'none';
  const { state, ending, channel, in_channel } = session;
  const isOff = state === 'ended' && (ending === 'cancelled' || ending === 'handed back' || channel === null);
  if (isOff) return 'off';
  return channel === null ? 'coming' : in_channel === 1 ? 'there, shared' : 'there';
}

async function offerFacts(tx: Tx, { offerId }: { offerId: string }) {
  const offer = await row(tx, 'offer', { id: offerId });
  const request = await row(tx, 'request', { id: offer?.request_id });
  const all = await rows(tx, 'offer', { request_id: offer?.request_id });
  const isTaken = all.some((one) => one.id !== offerId && (one.state === 'accepted' || one.state === 'handed back'));
  const isAsked = request?.state === 'open' && (offer?.state === 'pending' || offer?.state === 'lapsed');
  const settings = JSON.parse((await row(tx, 'workspace', {}))?.settings ?? '{}') as { sessionsChannel?: string };
  const isPrivate = request?.is_private === 1 || request?.is_anonymous === 1 || settings.sessionsChannel === undefined;
  const mayKnow =
    request?.is_anonymous === 0 || (offer?.state === 'accepted' && (await talkOf(tx, offerId)).startsWith('there'));
  return {
    ...{ state: offer?.state, request: request?.state, isTaken, isAsked, isPrivate, mayKnow },
    ...{ talk: await talkOf(tx, offerId), asker: request?.mentee_id, isQuiet: request?.is_anonymous === 1 },
    ...{ proposed: seconds(offer?.proposed_for), answerBy: seconds(offer?.answer_by), minutes: request?.minutes },
  };
}

const FIRST = {
  mentee: part`Your first session here? Two-minute lessons help you get the most out of it.`,
  mentor: part`Your first time helping here? Two-minute lessons show what makes such a talk good.`,
};

export const lessonsHint = (role: keyof typeof FIRST) => [
  [FIRST[role], 'until the first session was held'] as const,
  [buttons('See the lessons'), 'lessons can always be seen'] as const,
];

const COMING = 'Your conversation opens as soon as you’re both at work, and at an agreed time in any case.';
const OFF = 'The session was called off before it began, so you’re free again.';
const QUIET = 'You’ll talk in a private message, where you see each other’s names.';

const offer = card(offerFacts, [
  [
    line`${WHO} would like ${ANY} minutes of your help with *${ANY}*:`,
    (f, who, minutes) => f.isAsked && (!who || f.mayKnow) && f.minutes === Number(minutes),
  ],
  [line`A colleague would like ${ANY} minutes of your help with *${ANY}*:`, (f) => f.isAsked],
  [line`Tried so far:`, (f) => f.isAsked],
  [line`About this message:${ANY}`, (f) => f.isAsked],
  [line`About this message:`, (f) => f.isAsked],
  [line`*When:* ${ANY} · *How:* ${ANY}`, (f) => f.isAsked],
  [
    line`Only the person who accepts sees the name, when you begin to talk. You talk in a private message.`,
    (f) => f.isAsked && f.isQuiet,
  ],
  [line`You talk in ${CHANNEL}, where everyone there can read along.`, (f) => f.isAsked && !f.isPrivate],
  [line`You talk in a private message.`, (f) => f.isAsked && f.isPrivate],
  [
    line`You haven’t said that you know this. No one here has, and your job title or an earlier conversation suggested you.`,
    (f) => f.isAsked,
  ],
  [buttons('Accept', 'Not now', 'Suggest another time'), (f) => f.isAsked],
  [buttons('Accept in private'), (f) => f.isAsked && !f.isPrivate],
  [line`I may have asked someone else in the meantime. Whoever accepts first helps.`, (f) => f.state === 'lapsed'],
  [
    line`“Not now” is fine, and stays between us. After ${AT} I may ask someone else.`,
    (f, at) => f.state === 'pending' && f.answerBy === at,
  ],
  [
    part`You suggested ${AT}, and it was agreed. ${oneOf(COMING, OFF, QUIET)} Thank you.`,
    (f, at, where) => f.state === 'accepted' && f.proposed === at && isAt(f.talk, where!),
  ],
  [
    part`You accepted. ${oneOf(COMING, OFF, QUIET)} Thank you.`,
    (f, where) => f.state === 'accepted' && f.proposed === '' && isAt(f.talk, where!),
  ],
  [
    part`You suggested ${AT}, and it was agreed. Your conversation is in ${CHANNEL}. Thank you.`,
    (f, at) => f.state === 'accepted' && f.proposed === at && f.talk === 'there, shared',
  ],
  [
    part`You suggested ${AT}, and it was agreed. Your conversation is in ${LINK}. Thank you.`,
    (f, at) => f.state === 'accepted' && f.proposed === at && f.talk === 'there',
  ],
  [
    part`You accepted. Your conversation is in ${LINK}. Thank you.`,
    (f) => f.state === 'accepted' && f.proposed === '' && f.talk === 'there',
  ],
  [
    part`You accepted. Your conversation is in ${CHANNEL}. Thank you.`,
    (f) => f.state === 'accepted' && f.proposed === '' && f.talk === 'there, shared',
  ],
  [line`No problem. Thanks for letting me know; I tell no one.`, (f) => f.state === 'declined'],
  [line`You handed this back, so you’re free again. Thanks for saying so.`, (f) => f.state === 'handed back'],
  [line`Someone else accepted this one first. Thank you for being there.`, (f) => f.isTaken || f.request === 'matched'],
  [
    line`This request was cancelled, so you needn’t answer. Thank you for being there.`,
    (f) => f.request === 'cancelled',
  ],
  [line`This request is closed, so you needn’t answer. Thank you for being there.`, (f) => f.request !== 'open'],
  [
    line`You suggested ${AT}. I’ll tell you as soon as there is an answer.`,
    (f, at) => f.state === 'proposed' && f.request === 'open' && f.proposed === at,
  ],
  [
    line`You suggested ${AT}, and it didn’t work out. Thank you for offering.`,
    (f, at) => f.state !== 'proposed' && f.state !== 'accepted' && f.proposed === at,
  ],
  [line`You needn’t answer this one any more. Thank you for being there.`, (f) => !f.isAsked],
  [line`${ANY} asked for ${ANY} minutes of your help with ${ANY}.`, (f) => !f.isAsked],
  ...lessonsHint('mentor'),
]);

const isAt = (talk: string, where: string) => (where === OFF ? talk === 'off' : talk === 'coming');

const proposal = card(offerFacts, [
  [
    line`*A colleague suggests ${AT} for ${ANY}.* Does that suit you?`,
    (f, at) => f.state === 'proposed' && f.request === 'open' && f.proposed === at,
  ],
  [buttons('Works for me', 'No, ask someone else'), (f) => f.state === 'proposed' && f.request === 'open'],
  [line`You agreed on ${AT} for ${ANY}.`, (f, at) => f.state === 'accepted' && f.proposed === at],
  [
    line`The suggested time for ${ANY} is no longer available.`,
    (f) => f.state !== 'proposed' && f.state !== 'accepted',
  ],
]);

export const offers = { 'requests.offer': offer, 'requests.proposal': proposal };
