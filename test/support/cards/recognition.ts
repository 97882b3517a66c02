import type { Tx } from '../../../src/database/transaction.ts';
import type { BadgeKey } from '../../../src/features/recognition/rules/badges.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { ANY, AT, buttons, CHANNEL, card, line, maybe, N, row, rows } from './declare.ts';

const thanks = card(
  async (tx: Tx, { thanksId }: { thanksId: string }) => {
    const given = await row(tx, 'thanks', { id: thanksId });
    const giver = await row(tx, 'member', { id: given?.giver_id });
    const choice = await row(tx, 'recognition_choice', { member_id: given?.receiver_id });
    const isShown = given?.is_public === 1 && (given.agreed_at !== null || choice?.thanks_shown === 1);
    return { from: giver?.name, isPublic: given?.is_public === 1, isShown };
  },
  [
    [line`*${ANY}* thanks you:`, (f, from) => f.from === from],
    [
      line`They’d like the weekly digest to show it, with both your names. Only you two see it unless you say yes.`,
      (f) => f.isPublic && !f.isShown,
    ],
    [buttons('Show in the digest'), (f) => f.isPublic && !f.isShown],
    [line`You let the weekly digest show it, with both your names.`, (f) => f.isShown],
    [buttons('Keep it between us'), (f) => f.isShown],
  ],
);

const badge = card(
  async (tx: Tx, { memberId, badge }: { memberId: string; badge: BadgeKey }) => ({
    isHeld: (await row(tx, 'badge', { member_id: memberId, badge })) !== undefined,
  }),
  [[line`*A badge for you: ${ANY}.* ${ANY}`, (f) => f.isHeld]],
);

/** A post of a week, which is not edited: what it says is of then. Its buttons answer from the state. */
const digest = card(
  async (tx: Tx) => {
    const members = (await rows(tx, 'member')).map((member) => member.name);
    const thanked = (await rows(tx, 'thanks')).filter((one) => one.is_public === 1).length;
    const [badges, useful] = [
      await rows(tx, 'badge'),
      (await rows(tx, 'session')).filter((s) => s.held_at !== null && (s.useful_at ?? s.used_at) !== null),
    ];
    return {
      members,
      thanked,
      badges: badges.filter((one) => one.is_quiet === 0).length,
      useful: useful.length,
      hours: (await rows(tx, 'office_hours')).length,
      topics: (await rows(tx, 'skill')).map((skill) => skill.name),
    };
  },
  [
    [line`Mentoring this week`, 'a title'],
    [line`*Thank you for helping*`, (f) => f.useful > 0],
    [line`*${ANY}*${maybe(' on ')}${ANY}: ${ANY}`, (f, name) => f.members.includes(name!)],
    [line`*${ANY}*: ${ANY}`, (f, name) => f.members.includes(name!)],
    [line`*Thank-yous*`, (f) => f.thanked > 0],
    [line`${ANY} to ${ANY}`, (f, from, to) => f.members.includes(from!) && f.members.includes(to!)],
    [line`*New badges*`, (f) => f.badges > 0],
    [line`*Office hours this week*${maybe(' (')}${ANY}`, (f) => f.hours > 0],
    [line`*Office hours this week*`, (f) => f.hours > 0],
    [line`*${ANY}* with ${ANY}`, (f) => f.hours > 0],
    [line`${AT} to ${AT}`, (f) => f.hours > 0],
    [buttons('Book a slot', 'I’ll come'), (f) => f.hours > 0],
    [line`*People look for help with*`, 'of that week'],
    [buttons('I can help'), 'answers from the state'],
    [line`*Most wanted skills:* more people want to learn these than offer them`, 'of that week'],
    [line`• ${ANY}`, 'of that week'],
    [line`and others`, 'of that week'],
    [
      line`Know one of these? Type \`/mentor skills\` to offer it. In Home you choose whether your name appears here.`,
      'a rule',
    ],
    [line`${ANY} (${N} people)`, (_f, _name, n) => Number(n) >= 5],
    [line`${ANY}`, (f, topic) => f.topics.includes(topic!)],
  ],
);

const refused = card(
  async (tx: Tx, { week }: { week: string }) => {
    const isPosted = ((await row(tx, 'digest', { week }))?.posted_at ?? null) !== null;
    // A week ends with its Sunday.
    const date = Temporal.PlainDate.from(week);
    const { zone } = await getSettings(tx);
    const end = date
      .add({ days: 8 - date.dayOfWeek })
      .toZonedDateTime(zone)
      .toInstant();
    return { isPosted, waiting: !isPosted && Temporal.Instant.compare(tx.now, end) < 0 };
  },
  [
    [
      line`The digest couldn’t be posted: I wasn’t in ${CHANNEL}. Type \`/invite @Bitewise\` there, and it comes at once.`,
      (f) => f.waiting,
    ],
    [
      line`The digest couldn’t be posted: ${CHANNEL} is archived. Choose another channel with \`/mentor settings\`.`,
      (f) => f.waiting,
    ],
    [line`It waits until the end of this week.`, (f) => f.waiting],
    [line`The digest couldn’t be posted in ${CHANNEL} in time.`, (f) => !f.waiting],
    [line`Slack refused the digest in ${CHANNEL} (${ANY}).`, (f) => !f.isPosted],
    [line`The next one comes as planned.`, 'a rule'],
    [line`I’ll keep trying until the end of this week.`, (f) => f.waiting],
    [
      line`That digest waited for ${CHANNEL} until its week was over. The next one comes as planned.`,
      (f) => !f.waiting,
    ],
    [line`That digest got through after all. Nothing more to do.`, (f) => f.isPosted],
  ],
);

/** Nothing in it changes: it says what was done. */
const time = card(
  async () => ({}),
  [
    [
      line`The weekly digest now comes on days of the week, so I can’t keep the time you had set. I’ve put it on Mondays at 10:00; \`/mentor settings\` changes that.`,
      'what was done',
    ],
    [line`What was set:`, 'what was done'],
  ],
);

export const recognition = {
  'recognition.thanks': thanks,
  'recognition.badge': badge,
  'recognition.digest': digest,
  'recognition.digest-refused': refused,
  'recognition.digest-time': time,
};
