import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, card, line, maybe, row, rows, WHO } from './declare.ts';

const date = (text: string | null | undefined) =>
  text ? Temporal.PlainDate.from(text).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }) : '';

const news = card(
  async (tx: Tx, { memberId, date }: { memberId: string; date: string }) => {
    const told = await rows(tx, 'goal_news', { member_id: memberId, told_in: date });
    const goals = (await rows(tx, 'goal', { member_id: memberId })).filter((goal) => goal.state === 'open');
    const hours = (await rows(tx, 'office_hours')).filter((one) => one.ended_at === null);
    const offers = (await rows(tx, 'member_skill', { kind: 'offers' })).map((held) => held.member_id);
    return {
      told: told.map((item) => item.subject_id),
      words: goals.map((goal) => goal.words),
      hosts: hours.map((one) => one.host_id),
      offers,
      now: tx.now.epochMilliseconds / 1000,
    };
  },
  [
    [line`*Something new fits your learning goals.*`, (f) => f.words.length > 0],
    [line`For *${ANY}*:`, (f, words) => f.words.includes(words!)],
    [line`${WHO}`, (f, who) => f.told.includes(who!) && f.offers.includes(who!)],
    [line`now offers ${ANY}`, 'it stands under whom it is said of'],
    [
      line`*Office hours* with ${WHO}${maybe(' (leader)')}: ${AT} to ${AT}, places free`,
      (f, who, _leader, _from, to) => f.hosts.includes(who!) && Number(to) > f.now,
    ],
    [buttons('Ask', 'Book a slot', 'I’ll come', 'Come in', 'My goals'), (f) => f.words.length > 0],
    [
      line`At most weekly, and only when there’s something. You can turn it off in Home under “Messages to me”.`,
      'a rule',
    ],
  ],
);

const due = card(
  async (tx: Tx, { goalId, byOn }: { goalId: string; byOn: string }) => {
    const goal = await row(tx, 'goal', { id: goalId });
    const looked = goal && Temporal.Instant.from(goal.looked_at);
    return { ...goal, isSame: goal?.by_on === byOn, by: date(goal?.by_on), looked };
  },
  [
    [line`*The day that you set for a goal has come: ${ANY}.*`, (f, by) => f.state === 'open' && f.by === by],
    [buttons('Reached', 'Still on it', 'Remove goal'), (f) => f.state === 'open'],
    [
      line`With “Still on it” you choose another day, or none. I ask this once, and only you see your goals.`,
      (f) => f.state === 'open',
    ],
    [line`*Well done.* There is room for something new.`, (f) => f.state === 'done'],
    [line`Let go. That is fine, and no one is told.`, (f) => f.state === 'let go'],
    [line`Still on it, by ${ANY}.`, (f, by) => f.state === 'open' && f.by === by],
    [line`Still on it, without a day.`, (f) => f.state === 'open' && f.by_on === null],
    [buttons('See my goals'), 'goals can always be seen'],
    [line`_${ANY}_`, (f, words) => f.words === words],
    [line`${ANY}`, (f, words) => f.words === words],
  ],
);

type OfSkill = { memberId: string; skillId: string };

const ladder = card(
  async (tx: Tx, { memberId, skillId }: OfSkill) => {
    const question = await row(tx, 'skill_question', { member_id: memberId, skill_id: skillId, kind: 'ladder' });
    const offered = await row(tx, 'member_skill', { member_id: memberId, skill_id: skillId, kind: 'offers' });
    return { answer: question?.answer, level: offered?.level, isOpen: !question?.answer && !offered };
  },
  [
    [line`*You’ve used what you learned about ${ANY} twice now.*`, (f) => f.isOpen],
    [line`Would you help others in it? Whoever is a step ahead often explains it best.`, (f) => f.isOpen],
    [buttons('Yes, I can help', 'Yes, I know it well', 'Not now', 'Not this one'), (f) => f.isOpen],
    [line`I ask this once for each skill. No one sees what you answer, only what you offer.`, (f) => f.isOpen],
    [line`Thank you. You help with ${ANY} now (“${ANY}”), and colleagues can find you.`, (f) => f.level !== undefined],
    [buttons('Skills and hours'), (f) => f.level !== undefined],
    [line`All right, not ${ANY}. I won’t ask about it again.`, (f) => f.answer === 'never' && f.level === undefined],
    [
      line`All right, not now. I won’t ask again; in your goals you can say so whenever you like.`,
      (f) => f.answer === 'not now' && f.level === undefined,
    ],
    [buttons('I’d help after all'), (f) => f.level === undefined && f.answer !== 'never'],
  ],
);

const fresh = card(
  async (tx: Tx, { memberId, askedAt }: { memberId: string; askedAt: string }) => {
    const asked = (await rows(tx, 'skill_question', { member_id: memberId, kind: 'fresh' })).filter(
      (q) => q.asked_at === askedAt,
    );
    const offered = (await rows(tx, 'member_skill', { member_id: memberId, kind: 'offers' })).map(
      (held) => held.skill_id,
    );
    const names = new Map((await rows(tx, 'skill')).map((skill) => [skill.name, skill.id]));
    const of = (name: string | undefined) => {
      const id = names.get(name ?? '');
      return {
        answer: asked.find((q) => q.skill_id === id)?.answer,
        isOffered: id !== undefined && offered.includes(id),
      };
    };
    return { of, open: asked.filter((q) => q.answer === null && offered.includes(q.skill_id)).length };
  },
  [
    [line`*Would you still help with these?*`, (f) => f.open > 0],
    [line`It’s nine months or more since you used or confirmed them here.`, (f) => f.open > 0],
    [line`Thank you. Colleagues find you for what you still help with.`, (f) => f.open === 0],
    [line`✓ ${ANY}: still yes`, (f, name) => f.of(name).isOffered],
    [line`${ANY}: set aside, no one asks you about it`, (f, name) => !f.of(name).isOffered],
    [buttons('Still yes', 'Not now', 'Yes to all', 'Yes to the rest'), (f) => f.open > 0],
    [buttons('Offer it again'), 'what was set aside can be taken up again'],
    [line`Without an answer everything stays as it is. What you set aside can be turned on again.`, (f) => f.open > 0],
    [line`I won’t ask about these again. Without an answer everything stays as it is.`, (f) => f.open > 0],
    [line`*${ANY}*`, (f, name) => f.of(name).isOffered],
  ],
);

export const goals = { 'goals.news': news, 'goals.due': due, 'goals.ladder': ladder, 'goals.fresh': fresh };
