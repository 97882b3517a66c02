import type { Tx } from '../../../src/database/transaction.ts';
import { ANY, AT, buttons, CHANNEL, card, line, N, nothingMore, oneOf, row, rows, seconds, WHO } from './declare.ts';

type OfWeek = { week: string };

const quiet = card(
  async (tx: Tx, { week }: OfWeek) => {
    const round = await row(tx, 'momentum_round', { week });
    const due = (await rows(tx, 'prompt', { kind: 'momentum.invite', state: 'due' })).length;
    const jobs = (await rows(tx, 'job', { kind: 'momentum.invite-due' })).filter(
      (job) => job.finished_at === null,
    ).length;
    return { ...round, goesAt: seconds(round?.goes_at), isAsked: round?.state === 'asked', isSending: due + jobs > 0 };
  },
  [
    [
      line`*It’s quieter than usual: ${ANY} last week, where there are usually ${ANY}.*`,
      (f, talks, usual) => says(f.talks, talks!) && says(f.usual, usual!),
    ],
    [
      line`I would invite ${ANY} who haven’t had a session for two months, once, with what they could ask a colleague for or help one with. Unless someone stops it, they go out ${AT}.`,
      (f, _who, at) => f.isAsked && f.goesAt === at,
    ],
    [
      line`I would invite ${ANY} who haven’t had a session for two months, once, with what they could ask a colleague for or help one with. They go out a working day after an owner has been told.`,
      (f) => f.isAsked && f.goesAt === '',
    ],
    [buttons('Go ahead now', 'Not this time'), (f) => f.isAsked],
    [
      line`Many invitations are spread over a working week. \`/mentor settings\` turns them off for good.`,
      (f) => f.isAsked,
    ],
    [line`${WHO} stopped it. No one else is invited.`, (f, who) => f.state === 'stopped' && f.decided_by === who],
    [line`It was stopped. No one is invited.`, (f) => f.state === 'stopped' && f.decided_by === null],
    [line`Invitations to ${ANY} go out in their working hours${ANY}`, (f) => f.isSending],
    [line`Invitations to ${ANY} went out${ANY}`, (f) => !f.isSending && !f.isAsked],
    [buttons('Stop the rest'), (f) => f.isSending],
  ],
);

/** A number as it is said: few are not counted. */
const says = (n: number | undefined, text: string) =>
  (n ?? 0) < 5 ? text.includes('fewer than 5') : text.includes(String(n));

const invite = card(
  async (tx: Tx, { memberId }: { memberId: string }) => {
    const skills = new Map((await rows(tx, 'skill')).map((skill) => [skill.name, skill.id]));
    const held = await rows(tx, 'member_skill', { member_id: memberId });
    const goals = await rows(tx, 'goal', { member_id: memberId });
    const has = (kind: string, name: string) =>
      held.some((one) => one.kind === kind && one.skill_id === skills.get(name));
    return {
      wants: (name: string) => has('wants', name) || goals.some((goal) => goal.skill_id === skills.get(name)),
      offers: (name: string) => has('offers', name),
    };
  },
  [
    [line`*Twenty minutes with a colleague?* It is a quiet time, which makes it a good one.`, 'of when it came'],
    [line`• You would like to learn *${ANY}*, and it’s offered here.`, (f, name) => f.wants(name!)],
    [line`• You would like to learn *${ANY}*, and ${N} colleagues offer it.`, (f, name) => f.wants(name!)],
    [line`• You know *${ANY}*, and ${ANY}.`, (f, name) => f.offers(name!)],
    [buttons('Find a mentor', 'Hold office hours'), 'both can be done at any time'],
    [line`You get this once in a quarter at most. “Messages to me” in Home turns it off.`, 'a rule'],
  ],
);

const launchRefused = card(
  async (_work: Tx, { channel }: { channel: string }) => ({ channel }),
  [
    [
      line`The text couldn’t be posted: I wasn’t in ${CHANNEL}. Type \`/invite @Bitewise\` there, then \`/mentor launch\`.`,
      (f, channel) => f.channel === channel,
    ],
    [
      line`The text couldn’t be posted: ${CHANNEL} is archived. \`/mentor launch\` posts it elsewhere.`,
      (f, channel) => f.channel === channel,
    ],
    [line`${ANY} If you don’t see it there, \`/mentor launch\` posts it again.`, 'says what happened then'],
  ],
);

const departure = card(
  async (tx: Tx) => {
    const away = (await rows(tx, 'member')).filter((member) => member.is_deactivated === 1).length;
    return { away };
  },
  [
    [
      line`*Slack’s member list no longer has ${N} of ${N} people.* Did they leave? Until you tell me, I change nothing.`,
      'follows the decision, which features/members keeps',
    ],
    [
      line`*Slack’s member list no longer has ${N} of ${N} people.* I’m closing what they had planned, after asking Slack about each of them.`,
      'was decided',
    ],
    [line`*Slack’s member list no longer has ${N} of ${N} people.* They stay, and I changed nothing.`, 'was decided'],
    [
      line`*Slack’s member list no longer has ${N} of ${N} people.* They’re on it again, so there’s nothing to decide.`,
      'is settled',
    ],
    [buttons('Keep them', 'They left'), 'goes with the question'],
  ],
);

export const notices = {
  'momentum.quiet': quiet,
  'momentum.invite': invite,
  'launch.post': card(nothingMore, [
    [line`Bitewise posts this for ${WHO}.`, 'holds an owner’s words'],
    [/^.+$/, 'holds an owner’s words'],
  ]),
  'launch.refused': launchRefused,
  'members.departure': departure,
  'members.unreachable': card(
    async (tx: Tx, { memberId }: { memberId: string }) => await row(tx, 'member', { id: memberId }),
    [
      [
        line`*${ANY}* can’t be reached by direct message. No one is matched with them until they open my Home tab, or until their account is active again. You don’t need to do anything.`,
        (f, name) => f?.name === name,
      ],
    ],
  ),
  'settings.welcome': card(nothingMore, [
    [
      line`Bitewise is ready in this workspace. People type \`/mentor\` and a topic, and I find a colleague for a talk of about twenty minutes.`,
      'says how to begin',
    ],
    [
      line`Three things help at the start: choose a channel for the weekly digest, add your own skills, and ask a few colleagues to add theirs.`,
      'says how to begin',
    ],
    [buttons('Open settings', 'Add my skills'), 'both can be done at any time'],
    [line`You get this because you own the Slack workspace. In the settings you can name others.`, 'says why it came'],
  ]),
  'upkeep.trouble': card(nothingMore, [
    [
      line`${oneOf('One message couldn’t be delivered', 'Of')}${ANY}. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`,
      'counts what went wrong on a date',
    ],
    [
      line`${N} messages couldn’t be delivered${ANY}. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`,
      'counts what went wrong on a date',
    ],
    [
      line`One message couldn’t be delivered. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`,
      'counts what went wrong on a date',
    ],
    [
      line`${N} messages couldn’t be delivered. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`,
      'counts what went wrong on a date',
    ],
    [
      line`Slack refused all my messages for a while (${ANY}). That is over, and what waited goes out in its order.`,
      'whoever reads it is reached again',
    ],
  ]),
  'prompts.lost': card(nothingMore, [
    [
      line`One of my messages to you ${ANY}. Open Bitewise’s Home to see where things stand.`,
      'says what happened then',
    ],
  ]),
  'prompts.spoilt': card(nothingMore, [
    [
      line`I left out a message of the kind “${ANY}”, because it couldn’t be shown (${ANY}). Everything else still arrives. Please tell whoever runs Bitewise.`,
      'says what happened then',
    ],
  ]),
};
