import type { Tx } from '../../../src/database/transaction.ts';
import { checkInOf } from '../../../src/features/buddies/service/buddy-files.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { ANY, AT, buttons, card, line, N, row, rows, seconds, WHO } from './declare.ts';

type OfPair = { pairId: string };

async function pairFacts(tx: Tx, { pairId }: OfPair) {
  const pair = await row(tx, 'buddy_pair', { id: pairId });
  const newcomer = await row(tx, 'buddy_newcomer', { member_id: pair?.newcomer_id });
  const pairs = await rows(tx, 'buddy_pair', { newcomer_id: pair?.newcomer_id });
  const hasBuddy = pairs.some((one) => one.state === 'accepted' || one.state === 'introduced');
  return {
    ...pair,
    hasBuddy,
    isOn: (await getSettings(tx)).hasBuddies,
    answerBy: seconds(pair?.answer_by),
    newcomer: newcomer?.state,
    hasChanged: newcomer?.has_changed === 1,
  };
}

const ask = card(pairFacts, [
  [line`*Would you be the buddy of ${WHO}?*${ANY}`, (f, who) => f.state === 'asked' && f.newcomer_id === who],
  [
    line`It takes a quarter of an hour this week, and a small question now and then. I introduce you, and on five days in their first ninety I tell you what is worth talking about.`,
    (f) => f.state === 'asked',
  ],
  [buttons('Yes, happy to', 'Not this time'), (f) => f.state === 'asked' && f.isOn],
  [
    line`If you would rather not, no one learns of it. Without an answer by ${AT} I’ll ask someone else.`,
    (f, at) => f.state === 'asked' && f.answerBy === at,
  ],
  [
    line`You’re the buddy of ${WHO}. Your conversation has begun. Thank you.`,
    (f) => f.state === 'introduced' && f.channel !== null,
  ],
  [
    line`You’re the buddy of ${WHO}. I’ll introduce you two as soon as you’re both at work. Thank you.`,
    (f) => f.state === 'introduced' && f.channel === null,
  ],
  [
    line`You’re the buddy of ${WHO}. Thank you. I’ll tell them, and then introduce you two.`,
    (f) => f.state === 'accepted',
  ],
  [line`You said not this time. That is fine, and no one learns of it.`, (f) => f.ending === 'declined'],
  [line`The time for this one was up. That is fine.`, (f) => f.ending === 'silent' || f.state === undefined],
  [line`A newcomer looked for a buddy. This is settled, so there’s nothing to do.`, (f) => f.state === 'closed'],
]);

const offer = card(pairFacts, [
  [
    line`*${WHO} will be your buddy.* A buddy is a colleague who does similar work and has offered to be asked anything, small things above all. I’ll introduce you two in a group message: now, or by itself on your next working morning.`,
    (f, who) => f.state === 'accepted' && f.buddy_id === who,
  ],
  [buttons('Introduce us now', 'No buddy, thank you'), (f) => f.state === 'accepted'],
  [buttons('Someone else, please'), (f) => f.state === 'accepted' && !f.hasChanged],
  [line`You don’t need to give a reason, and your buddy isn’t told one.`, (f) => f.state === 'accepted'],
  [
    line`${WHO} is your buddy. Your conversation has begun. If you ever want something else: \`/mentor buddy\`.`,
    (f, who) => f.state === 'introduced' && f.buddy_id === who && f.channel !== null,
  ],
  [
    line`${WHO} is your buddy. I’ll introduce you two as soon as you’re both at work. If you ever want something else: \`/mentor buddy\`.`,
    (f, who) => f.state === 'introduced' && f.buddy_id === who && f.channel === null,
  ],
  [line`This was about an earlier buddy. \`/mentor buddy\` shows how things are now.`, (f) => f.state === 'closed'],
]);

const introduction = card(pairFacts, [
  [
    line`*Hello ${WHO} and ${WHO}.* ${WHO} is new here${ANY}. ${WHO} is glad to be asked anything, and no question is too small.`,
    (f, who, other) => f.newcomer_id === who && f.buddy_id === other,
  ],
  [line`A good beginning is ${ANY}`, 'a suggestion how to begin'],
  [line`This message is yours; Bitewise keeps nothing of what you write here.`, 'a rule'],
]);

type OfDay = { newcomerId: string; day: number };

async function dayFacts(tx: Tx, { newcomerId, day }: OfDay) {
  const checkIn = await row(tx, 'buddy_check_in', { newcomer_id: newcomerId, day });
  const pair = (await rows(tx, 'buddy_pair', { newcomer_id: newcomerId })).find((p) => p.state === 'introduced');
  const about = checkInOf(day);
  const given = about?.answers[checkIn?.choice ?? -1];
  return {
    about,
    given,
    says: about?.answers.map((answer) => answer.say),
    isLined: !!checkIn?.lined_at,
    buddy: pair?.buddy_id,
    isAnswered: given !== undefined,
    day,
  };
}

const checkIn = card(dayFacts, [
  [line`*Day ${N}* · ${ANY}`, (f, day, asks) => f.day === Number(day) && f.about?.ask === asks],
  [line`You answered: *${ANY}*`, (f, say) => f.given?.say === say],
  [buttons('Write to my buddy'), (f) => f.buddy !== undefined && !f.isLined],
  [line`Your line goes into the conversation with your buddy, at a time that suits them.`, (f) => f.isLined],
  [line`A line goes to your conversation with ${WHO}, and nowhere else.`, (f, who) => f.buddy === who && !f.isLined],
  [
    line`Only you see your answer. Owners see how many gave which, once five people have answered.`,
    (f) => !f.isAnswered,
  ],
  [line`[${ANY}]`, (f, say) => !f.isAnswered && f.says?.includes(say!) === true],
  [line`${ANY}`, (f, words) => f.given?.reply === words],
]);

const lined = card(dayFacts, [
  [line`${WHO} writes on day ${N}:`, (f, _who, day) => f.isLined && f.day === Number(day)],
]);

const hint = card(
  async (tx: Tx, { pairId, day }: OfPair & { day: number }) => ({
    ...(await pairFacts(tx, { pairId })),
    day,
    about: checkInOf(day),
  }),
  [
    [line`*Day ${N} for ${WHO}*`, (f, day, who) => f.day === Number(day) && f.newcomer_id === who],
    [line`They were asked how it goes, and only they see their answer.`, 'a rule'],
    [line`${ANY}`, (f, words) => f.about?.buddy === words],
  ],
);

const ended = card(pairFacts, [
  [line`${WHO} can’t be your buddy any more.`, (f, who) => f.state === 'closed' && f.buddy_id === who],
  [
    line`${WHO} can’t be your buddy any more. I’m looking for someone else, and you don’t need to do anything.`,
    (f, who) => f.state === 'closed' && f.buddy_id === who && f.newcomer === 'open' && !f.hasBuddy && f.isOn,
  ],
  [
    line`${WHO} no longer takes part, so you’re no longer their buddy. Thank you for being there.`,
    (f) => f.ending === 'newcomer-left',
  ],
  [
    line`You’re no longer the buddy of ${WHO}. Newcomers need not say why, and it’s no judgement of you. Thank you for offering.`,
    (f) => f.state === 'closed',
  ],
]);

const nobody = card(
  async (tx: Tx, { since }: { since: string }) => ({
    noted: (await rows(tx, 'buddy_newcomer')).filter((n) => n.noted_at !== null && n.noted_at >= since).length,
  }),
  [
    [
      line`*I found no buddy yet for ${ANY}.* Ask a few colleagues who do the same kind of work to type \`/mentor buddy\` and say that they would welcome a newcomer. I’ll try again as soon as someone does.`,
      (f) => f.noted > 0,
    ],
  ],
);

export const buddies = {
  'buddies.ask': ask,
  'buddies.offer': offer,
  'buddies.introduction': introduction,
  'buddies.line': lined,
  'buddies.check-in': checkIn,
  'buddies.hint': hint,
  'buddies.ended': ended,
  'buddies.nobody': nobody,
};
