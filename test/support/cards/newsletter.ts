import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, buttons, CHANNEL, card, line, maybe, N, row, rows, WHO } from './declare.ts';

const monthOf = (month: string) =>
  Temporal.PlainYearMonth.from(month)
    .toPlainDate({ day: 1 })
    .toLocaleString('en-GB', { month: 'long', year: 'numeric' });

type OfStory = { storyId: string; version: number };

const story = card(
  async (tx: Tx, { storyId }: OfStory) => {
    const told = await row(tx, 'story', { id: storyId });
    const members = await rows(tx, 'member');
    const nameOf = (id: string | undefined) => members.find((member) => member.id === id)?.name;
    const skill = await row(tx, 'session', { id: told?.session_id }).then((s) => row(tx, 'skill', { id: s?.skill_id }));
    return { answer: told?.answer, isNamed: told?.is_named === 1, author: nameOf(told?.author_id), topic: skill?.name };
  },
  [
    [
      line`*${ANY} would like to tell the newsletter about your conversation.* Is that all right with you? It would read like this:`,
      (f, who) => f.answer === null && f.author === who,
    ],
    [buttons('Yes, with my name', 'Yes, without my name'), (f) => f.answer === null && f.isNamed],
    [buttons('Yes, without names'), (f) => f.answer === null && !f.isNamed],
    [buttons('No, thanks'), (f) => f.answer === null],
    [
      line`It’s told only if you say yes, and an owner reads it first. No one is told what you chose.`,
      (f) => f.answer === null,
    ],
    [line`I won’t ask again. Without an answer it isn’t told.`, (f) => f.answer === null],
    [line`All right, I won’t use it.`, (f) => f.answer === 'no'],
    [
      line`Thank you. The story that ${ANY} wrote may be told${maybe(', with your name')}. You can take it back any time, also after it was posted: \`/mentor stories\`.`,
      (f, who, named) => f.author === who && f.answer === (named ? 'named' : 'unnamed'),
    ],
    [buttons('Take it back'), (f) => f.answer === 'named' || f.answer === 'unnamed'],
    [line`A colleague who ${ANY}`, (f) => f.answer === null && !f.isNamed],
    [line`${ANY}, with the help of ${ANY}`, (f, who) => f.answer === null && f.isNamed && f.author === who],
    [line`${ANY}, who helped ${ANY}`, (f, who) => f.answer === null && f.isNamed && f.author === who],
    [line`*${ANY}*`, (f, topic) => f.topic === topic],
  ],
);

async function monthFacts(tx: Tx, { month }: { month: string }) {
  const now = await row(tx, 'newsletter', { month });
  const all = await rows(tx, 'story');
  const agreed = new Set(all.filter((one) => one.answer === 'named' || one.answer === 'unnamed').map((one) => one.id));
  const offered = JSON.parse(now?.offered ?? '[]') as string[];
  const settings = JSON.parse((await row(tx, 'workspace', {}))?.settings ?? '{}') as Record<string, string>;
  const channel = now?.channel ?? settings.newsletterChannel ?? settings.digestChannel;
  return {
    ...now,
    name: monthOf(month),
    channel,
    left: offered.filter((id) => !agreed.has(id)).length,
    inIt: agreed.size,
  };
}

type MonthFacts = Awaited<ReturnType<typeof monthFacts>>;
const isDraft = (f: MonthFacts) => f.state === 'draft';
const has = (f: MonthFacts) => f.state === 'draft' || f.state === 'posted';

/** The text itself, in a draft and in its channel. */
const text = [
  [line`*In figures:* ${ANY}`, (f: MonthFacts) => has(f) && f.has_figures === 1],
  [line`*One to try: ${ANY}*`, (f: MonthFacts) => has(f) && f.has_technique === 1],
  [line`Today: ${ANY}`, (f: MonthFacts) => f.has_technique === 1],
  [line`Stories are told only when both people agreed.`, 'a rule'],
  [line`A colleague who ${ANY}`, (f: MonthFacts) => f.inIt > 0],
  [line`${ANY}, with the help of ${ANY}`, (f: MonthFacts) => f.inIt > 0],
  [line`${ANY}, who helped ${ANY}`, (f: MonthFacts) => f.inIt > 0],
  [line`*${ANY}*`, (f: MonthFacts) => f.inIt > 0],
  [line`${ANY}`, 'the words of an owner, or of content/newsletter.yml'],
] as const;

const draft = card(monthFacts, [
  [
    line`*The newsletter about ${ANY} is ready for you to read.* Nothing goes out before an owner posts it.`,
    (f, name) => isDraft(f) && f.name === name,
  ],
  [line`_One story is no longer in it, because it may not be told any more._`, (f) => isDraft(f) && f.left === 1],
  [
    line`_${N} stories are no longer in it, because they may not be told any more._`,
    (f, n) => isDraft(f) && f.left === Number(n),
  ],
  [buttons('Post', 'Edit', 'Skip this month'), isDraft],
  [
    line`It goes to ${CHANNEL}. \`/mentor newsletter\` shows it again.`,
    (f, channel) => isDraft(f) && f.channel === channel,
  ],
  [line`It goes to its channel. \`/mentor newsletter\` shows it again.`, (f) => isDraft(f) && f.channel === undefined],
  [
    line`*The newsletter about ${ANY}:* ${WHO} left it out this month.`,
    (f, name, who) => f.state === 'skipped' && f.name === name && f.decided_by === who,
  ],
  [
    line`*The newsletter about ${ANY}:* ${WHO} posted it in ${CHANNEL}.`,
    (f, name, who, channel) => f.state === 'posted' && f.name === name && f.decided_by === who && f.channel === channel,
  ],
  [
    line`*The newsletter about ${ANY}:* ${WHO} posted it, and it’s on its way to ${CHANNEL}.`,
    (f, name, who) => f.state === 'posting' && f.name === name && f.decided_by === who,
  ],
  ...text,
]);

const refused = card(
  async (tx: Tx, { channel }: { channel: string }) => {
    const all = await rows(tx, 'newsletter');
    const waiting = all.some((one) => one.state === 'draft');
    return { channel, waiting };
  },
  [
    [
      line`The newsletter couldn’t be posted: I wasn’t in ${CHANNEL}. Type \`/invite @Bitewise\` there, then press “Post” again. It waits as a draft.`,
      (f, channel) => f.waiting && f.channel === channel,
    ],
    [
      line`The newsletter couldn’t be posted: ${CHANNEL} is archived. Choose another channel with \`/mentor settings\`, then press “Post” again. It waits as a draft.`,
      (f, channel) => f.waiting && f.channel === channel,
    ],
    [line`${ANY} It waits as a draft: if you don’t see it there, press “Post” again.`, (f) => f.waiting],
    [line`The newsletter is settled by now, so there’s nothing to post again.`, (f) => !f.waiting],
  ],
);

const left = card(monthFacts, [
  [
    line`The newsletter about ${ANY} went out without one story: someone took it back after you pressed “Post”.`,
    (f) => f.state === 'posted',
  ],
  [
    line`The newsletter about ${ANY} went out without ${N} stories: someone took it back after you pressed “Post”.`,
    (f) => f.state === 'posted',
  ],
]);

export const newsletter = {
  'newsletter.story': story,
  'newsletter.draft': draft,
  'newsletter.post': card(monthFacts, [...text]),
  'newsletter.refused': refused,
  'newsletter.story-left': left,
};
