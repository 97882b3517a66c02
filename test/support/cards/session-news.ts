import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, type Claim, card, line } from './declare.ts';
import { canPick, canWrap, inThread, isThere, type OfSession, sessionFacts } from './sessions.ts';

const partnerLeft: Claim<Awaited<ReturnType<typeof sessionFacts>>> = [
  line`${ANY} no longer takes part, so your session on *${ANY}* has ended early. Until ${AT} you can keep what you found with *Wrap up* on its card. \`/mentor\` finds someone for the rest.`,
  (f, _who, _topic, at) => f.ending === 'somebody left' && Number(at) === Number(f.ended) + 7 * 24 * 3600,
];

const news = card(
  async (tx: Tx, payload: OfSession & { memberId: string }) => {
    const facts = await sessionFacts(tx, payload);
    return { ...facts, isMentor: facts.mentor === payload.memberId };
  },
  [
    [
      line`You accepted a quiet ask about *${ANY}*. You read whose it is when you talk, in a private message.`,
      (f) => f.isMentor && f.isQuiet && f.state !== 'ended',
    ],
    [
      line`You accepted a quiet ask about *${ANY}*. You read whose it is when you talk, in a private message. It opens ${AT}.`,
      (f, _topic, at) => f.isMentor && f.isQuiet && f.state !== 'ended' && f.planned === at,
    ],
    [
      line`${ANY} said yes to your quiet ask about *${ANY}*, and reads your name when you talk, in a private message.`,
      (f) => !f.isMentor && f.isQuiet && f.state !== 'ended',
    ],
    [
      line`${ANY} said yes to your quiet ask about *${ANY}*, and reads your name when you talk, in a private message. It opens ${AT}.`,
      (f, _who, _topic, at) => !f.isMentor && f.isQuiet && f.planned === at,
    ],
    [
      line`${ANY} picked ${ANY} to talk about *${ANY}*. If it doesn’t suit, pick another one.`,
      (f) => f.state === 'planned' && f.planned !== '',
    ],
    [
      line`You and ${ANY} want to talk about *${ANY}*, and there’s no time yet. Pick one that suits you; the other can change it.`,
      (f) => f.state === 'planned' && f.planned === '',
    ],
    [line`I wasn’t there${ANY}, when you and ${ANY} were to talk about *${ANY}*. ${ANY}`, canPick],
    [
      line`You and ${ANY} missed each other for *${ANY}*, so it’s closed. That happens: pick another time whenever it suits you both.`,
      (f) => f.ending === 'nobody came' && !f.isLongAgo,
    ],
    [
      line`${ANY} added to the wrap-up of your session on *${ANY}*.${inThread}`,
      (f, _who, _topic, where) => isThere(f, where),
    ],
    [
      line`You and ${ANY} haven’t found a time to talk about *${ANY}*, so it’s closed for now. That happens: pick a time whenever it suits you both.`,
      (f) => f.ending === 'nobody came' && !f.isLongAgo,
    ],
    [
      line`Your session on *${ANY}* with ${ANY} is closed. If you talked, take a minute to wrap up: what you found, and what each of you will do next.`,
      (f) => f.state === 'ended' && !f.isLongAgo,
    ],
    [
      line`${ANY} can’t make it to your session on *${ANY}* after all. I’ll look for someone else; you don’t need to do anything.`,
      (f) => f.ending === 'handed back' && f.isSought,
    ],
    [
      line`${ANY} can’t make it to your session on *${ANY}* after all. Type \`/mentor status\` to see what else is open, or \`/mentor\` to ask again.`,
      (f) => f.ending === 'handed back',
    ],
    [
      line`Slack couldn’t open your conversation with ${ANY} about *${ANY}*, so that session is closed. ${ANY}`,
      (f) => f.state === 'ended' && !f.isPlaced,
    ],
    [
      line`${ANY} no longer needs the session on *${ANY}*. Thank you for saying yes; you’re free again.`,
      (f) => f.ending === 'cancelled',
    ],
    partnerLeft,
    [
      line`${ANY} can’t make it to your session on *${ANY}*, so it’s closed. Thank you for saying yes; you don’t need to do anything.`,
      (f) => f.state === 'ended',
    ],
    [
      line`Your conversation about *${ANY}* with ${ANY} is in your Slack messages, just between you two.`,
      (f) => f.isPlaced,
    ],
    [
      line`Your conversation about *${ANY}* with ${ANY} is on its way: it opens in your Slack messages as soon as you’re both at work.`,
      (f, _topic, who) => isOnItsWay(f, who),
    ],
    [
      line`Your conversation about *${ANY}* with ${ANY} is on its way: it opens in your Slack messages as soon as you’re both at work, and ${AT} in any case.`,
      (f, _topic, who, at) => isOnItsWay(f, who) && f.planned === at,
    ],
    [
      line`You and ${ANY} talk about *${ANY}* on ${AT}.`,
      (f, _who, _topic, at) => f.state === 'planned' && f.planned === at,
    ],
    [
      line`Your session on *${ANY}* with ${ANY} is wrapped up.${inThread}`,
      (f, _topic, _who, where) => f.ending === 'wrapped up' && isThere(f, where),
    ],
    [
      line`The session on *${ANY}* with ${ANY} is settled. Nothing more to do here.`,
      (f) => f.state !== 'planned' || f.planned !== '',
    ],
    [buttons('Pick a time', 'Pick another time'), canPick],
    [buttons('Open conversation'), (f) => f.isQuiet && !f.isMentor && !f.isPlaced && f.state !== 'ended'],
    [buttons('Wrap up'), canWrap],
    [buttons('Can’t make it'), (f) => f.state === 'planned' || f.state === 'open'],
    [buttons('Yes, we talked', 'We didn’t talk'), (f) => !f.isLongAgo],
  ],
);

/** It was opened and has no card yet, and its mentor does not read whose it is. */
function isOnItsWay(
  { state, isPlaced, isMentor }: { state: string | undefined; isPlaced: boolean; isMentor: boolean },
  who = '',
): boolean {
  return state === 'open' && !isPlaced && (!isMentor || who === 'your colleague');
}

export const sessionNews = { 'sessions.news': news, 'sessions.note': card(sessionFacts, [partnerLeft]) };
