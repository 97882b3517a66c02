import type { Tx } from '../../src/database/transaction.ts';
import { UserError } from '../../src/errors.ts';
import { findOrCreateSkill, pauseMember, requireMember, resumeMember } from '../../src/features/members/service.ts';
import { updateMember } from '../../src/features/members/store/index.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { book, holdHours } from '../../src/features/office-hours/service/index.ts';
import { planDigest } from '../../src/features/recognition/service/index.ts';
import { acceptOffer, startRequest } from '../../src/features/requests/service/index.ts';
import { pickTime, startSession, wrapUp } from '../../src/features/sessions/service/index.ts';
import { writeWorkspace } from '../../src/features/settings/store.ts';
import { aForm } from '../features/office-hours/setup.ts';
import { openOne } from '../features/sessions/setup.ts';
/** What two or three people agree on through the app, and what each of them was promised to hear of it. */
export const [ASKER, HELPER, OTHER] = ['U0ADA', 'U0BRAM', 'U0ELIF'];
export const CHANNEL = 'C0MENTORING';
/** The last resort: something did not, or may not have, got through, and where to look. */
const LOST = 'One of my messages to you';

/** Done once, however often it is tried; in hours from the beginning. Who comes too late is told so, which is an end. */
export type Step = { at: number; act: (tx: Tx) => Promise<unknown> };

/**
 * Somebody hears one of these within so many hours, to which what the fault lasts is added. `isNicety` = the end is told
 * by a message of its own, so that this one may be lost where answers are unclear.
 */
export type Promised = { who: string; hears: RegExp; within: number; isNicety?: boolean };

export type Story = { name: string; steps: Step[]; promised: Promised[] };

const both = (hears: RegExp, within: number): Promised[] => [ASKER, HELPER].map((who) => ({ who, hears, within }));
const or = (...sources: (string | RegExp)[]) =>
  new RegExp([...sources, LOST].map((one) => (typeof one === 'string' ? one : one.source)).join('|'));

/** All three work from eight to six in one zone, and two of them offer Kubernetes. */
export async function prepare(tx: Tx): Promise<void> {
  const { id } = await findOrCreateSkill(tx, 'Kubernetes');
  for (const member of [ASKER, HELPER, OTHER]) {
    await requireMember(tx, member);
    await updateMember(tx, member, { zone: 'UTC', work_start: '08:00', work_end: '18:00' });
  }
  for (const member of [HELPER, OTHER]) await replaceSkills(tx, member, 'offers', [{ skillId: id, level: 2 }]);
}

async function ask(tx: Tx): Promise<void> {
  const skillId = (await findOrCreateSkill(tx, 'Kubernetes')).id;
  const what = { skillId, goal: 'understand why my pods restart', tried: '', minutes: 20, format: 'thread' } as const;
  await startRequest(tx, { ...what, menteeId: ASKER, urgency: 'now', isAnonymous: false, mentorId: HELPER });
}

async function accept(tx: Tx): Promise<void> {
  const offers = await tx.db.selectFrom('offer').selectAll().where('mentor_id', '=', HELPER).execute();
  const offer = offers.find(({ state }) => state === 'pending' || state === 'lapsed');
  if (!offer) throw new UserError('It is no longer there');
  await acceptOffer(tx, offer.id, HELPER);
}

const sessionId = async (tx: Tx): Promise<string> =>
  (await tx.db.selectFrom('session').select('id').executeTakeFirstOrThrow()).id;

const DAY = 24;
const CARD = /asked, <@U0BRAM> said yes/;
/** The ways in which a conversation that did not take place is closed. */
const CLOSED =
  /Closed for now|is settled|n’t the moment|missed each other|I wasn’t there|is closed|haven’t found a time|couldn’t open/;
const found = { recap: 'The order of the steps matters', steps: [] };
const step = { when: 'it happens again', will: 'look at the order first', owner: 'mentee', dueOn: undefined } as const;

export const stories: Story[] = [
  {
    name: 'a request that nobody answers',
    steps: [{ at: 0, act: ask }],
    promised: [
      { who: ASKER, hears: or(/Finding someone|Looking for/), within: 2, isNicety: true },
      { who: ASKER, hears: or(/found no one for/), within: 5 * DAY },
      // “I have asked everybody” is true: each of them had the question.
      ...[HELPER, OTHER].map((who) => ({ who, hears: /asks for 20 minutes/, within: DAY, isNicety: true })),
    ],
  },
  {
    name: 'a request that someone accepts',
    steps: [
      { at: 0, act: ask },
      { at: 0.2, act: accept },
    ],
    promised: [
      { who: ASKER, hears: or(/helps you|Finding someone|accepted/), within: 2, isNicety: true },
      ...both(or(CARD, 'couldn’t open', /no longer there/), DAY),
      ...both(or(CLOSED), 2 * DAY),
    ],
  },
  {
    name: 'a session at an agreed time',
    steps: [{ at: 0, act: (tx) => openOne(tx, { at: tx.now.add({ hours: 2 }) }) }],
    promised: [...both(or(CARD, 'I wasn’t there', 'couldn’t open'), DAY), ...both(or(CLOSED), 2 * DAY)],
  },
  {
    name: 'a session whose time is to be agreed, and one is picked',
    steps: [
      { at: 0, act: (tx) => openOne(tx, { at: 'later' }) },
      {
        at: 1,
        act: async (tx) => pickTime(tx, await sessionId(tx), HELPER, tx.now.add({ hours: 24 })),
      },
    ],
    promised: [...both(or(CARD, 'couldn’t open'), DAY), ...both(or(CLOSED), 3 * DAY)],
  },
  {
    name: 'a session that is held, its recap, its questions and its next step',
    steps: [
      { at: 0, act: (tx) => openOne(tx) },
      { at: 0.1, act: async (tx) => startSession(tx, await sessionId(tx), ASKER) },
      { at: 0.3, act: async (tx) => wrapUp(tx, await sessionId(tx), ASKER, { ...found, steps: [step] }) },
    ],
    promised: [
      ...both(or(CARD, 'couldn’t open'), DAY),
      ...both(or('Wrapped up', 'is wrapped up'), 2 * DAY),
      { who: ASKER, hears: or('A minute to look back'), within: 3 * DAY },
      { who: ASKER, hears: or('look at the order first'), within: 6 * DAY },
    ],
  },
  {
    name: 'a place in office hours',
    steps: [
      {
        at: 0,
        act: async (tx) => {
          const form = aForm({ firstOn: '2026-03-03', time: '10:00', zone: 'UTC' });
          const { id: hoursId } = await holdHours(tx, HELPER, form);
          await book(tx, ASKER, { hoursId, date: '2026-03-03', seat: 0, goal: 'Find out why my pods restart' });
        },
      },
    ],
    promised: [
      ...both(or(CARD, 'couldn’t open', 'I wasn’t there', 'are off'), 2 * DAY),
      ...both(or(CLOSED, 'are off'), 3 * DAY),
    ],
  },
  {
    name: 'a question that came due in a break that was cut short',
    steps: [
      { at: 0, act: (tx) => openOne(tx) },
      { at: 0.1, act: async (tx) => startSession(tx, await sessionId(tx), ASKER) },
      { at: 0.3, act: async (tx) => wrapUp(tx, await sessionId(tx), ASKER, { ...found, steps: [] }) },
      { at: 1, act: (tx) => pauseMember(tx, ASKER, tx.now.add({ hours: 24 * 14 })) },
      { at: 2 * DAY, act: (tx) => resumeMember(tx, ASKER) },
    ],
    promised: [{ who: ASKER, hears: or('A minute to look back'), within: 3 * DAY }],
  },
  {
    name: 'the digest of a week',
    steps: [
      {
        at: 0,
        act: async (tx) => {
          const settings = {
            zone: 'UTC',
            digestChannel: CHANNEL,
            digestTime: { days: [1], time: '12:00' },
            ownerIds: [OTHER],
          };
          await writeWorkspace(tx, { settings: JSON.stringify(settings) });
          await holdHours(tx, HELPER, aForm({ firstOn: '2026-03-04', zone: 'UTC' }));
          await planDigest(tx);
        },
      },
    ],
    promised: [{ who: CHANNEL, hears: /Small conversations|Mentoring this week|Know one of these/, within: DAY }],
  },
];
