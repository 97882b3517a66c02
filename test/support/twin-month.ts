import { saveSettings } from '../../src/features/admin/service/index.ts';
import { newCard } from '../../src/features/knowledge/service/form.ts';
import { approveCard } from '../../src/features/knowledge/service/index.ts';
import { proposeCard } from '../../src/features/knowledge/service/write.ts';
import { findOrCreateSkill, requireMember } from '../../src/features/members/service.ts';
import { updateMember } from '../../src/features/members/store/index.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { book, holdHours } from '../../src/features/office-hours/service/index.ts';
import { planReflections, saveReflection, unansweredOf } from '../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../src/features/reflections/service/outcome.ts';
import { acceptOffer, cancelRequest, joinWaitList, startRequest } from '../../src/features/requests/service/index.ts';
import { lookedBack, sessionsOf, startSession, wrapUp } from '../../src/features/sessions/service/index.ts';
import { aForm } from '../features/office-hours/setup.ts';
import type { Dialect } from './database.ts';
import { plants } from './quiet-leaks.ts';
import { leaksTo } from './reading.ts';
import { heldSession } from './sessions.ts';

import { readBy } from './third-view.ts';
import { createWorld, type World } from './world.ts';

export const [ASKER, MENTOR, OWNER] = ['U0CHIDI', 'U0BRAM', 'U0DANA'];
/** Who have no part in the quiet ask: they read the channels, search, help, hold and book office hours. */
export const THIRDS = [OWNER, 'U0ELIF', 'U0NOAH', 'U0HIRO', 'U0OLU'];
/** Four of them are helped by the mentor of the quiet ask, who must not become five. */
const OTHERS = ['U0ADA', 'U0HIRO', 'U0OLU', 'U0PETRA', 'U0QUINN', 'U0MEI', 'U0GRACE', 'U0WANJA'];
/** A Monday of which the month and the quarter's board are over at the same time as the newsletter is drafted. */
const START = Temporal.Instant.from('2026-02-02T10:00:00Z');
const MENTORING = 'C0MENTORING';
/** Of the quiet ask, and of one by name that may lead others to who helped; searches name two of each, in another order. */
export const WORDS = 'quibblesome gazebo';
export const HELPED = 'keep the harbour cranes from swaying';
const SEARCHES = ['negotiation', 'rust', 'public speaking', 'gazebo quibblesome', 'why harbour cranes sway'];
export const QUESTION = 'How do I take back what I pushed?';

/** What decides who reads what: settings of the workspace, what is going on in it, and what the asker does. */
export const choices = [
  ...(['sessionsChannel', 'digest', 'newsletter', 'board', 'badges', 'waitLists', 'officeHours', 'cards'] as const),
  ...(['hints', 'isLater', 'isUsed'] as const),
];
export type Month = Record<(typeof choices)[number], boolean>;

type Work = Parameters<Parameters<World['work']>[0]>[0];

/**
 * A month of a workspace, the same every time, with the same clock; with `isAsked` somebody asks quietly besides, once
 * with success and every trace that can be left, once without. @returns everything that each third person read, and
 * with `isPlanted` the same once more after each kind of leak.
 */
export async function liveAMonth(month: Month, isAsked: boolean, dialect: Dialect = 'sqlite', isPlanted = false) {
  const world = await createWorld({ dialect, at: START });
  if (dialect === 'postgres') world.lookAway('the same months are looked at on SQLite');
  try {
    const on = (day: number, hours = 1) => world.travelTo(START.add({ hours: 24 * day + hours }));
    await prepare(world, month);
    for (const [n, menteeId] of OTHERS.entries()) {
      await on(n * 2);
      await world.work((tx) => help(tx, menteeId, n % 2 ? 'U0ELIF' : MENTOR, month, n));
      if (n === 1 && isAsked) await askQuietly(world, month);
      if (n === 3 && isAsked) await lookBack(world, month);
      if (n === 5 && isAsked) await askInVain(world, month);
    }
    await on(22);
    if (month.officeHours) await world.work(bookLater);
    // Past the first of the month, on which the newsletter is drafted.
    await on(29);
    const pages = await readBy(world, THIRDS, OWNER, SEARCHES);
    const leaks = isAsked ? leaksAnywhere(world) : [];
    if (!isPlanted) return { pages, leaks, planted: undefined };
    world.lookAway('what is planted changes what cards would say');
    for (const { plant } of plants) await plant(world);
    return { pages, leaks, planted: await readBy(world, THIRDS, OWNER, SEARCHES) };
  } finally {
    await world.close();
  }
}

/** Of everybody but the two: who asked, and their words, in anything that the app ever wrote to them. */
function leaksAnywhere(world: World) {
  const all = [...world.slack.state.people.values()].filter((one) => !one.deleted && !one.isBot).map((one) => one.id);
  const name = world.slack.state.people.get(ASKER)?.realName ?? ASKER;
  const secret = { askerId: ASKER, name, words: [WORDS], topic: 'gazebo' };
  // What somebody typed themselves, the answer repeats.
  const others = all.filter((id) => !THIRDS.includes(id));
  return leaksTo(world, others, secret, { asked: [MENTOR], met: [MENTOR] }, '0');
}

const settingsOf = (month: Month) => ({
  ...{ zone: 'UTC', concernOwners: [OWNER], hasBoard: month.board, hasNewsletter: month.newsletter },
  ...(month.sessionsChannel ? { sessionsChannel: MENTORING } : {}),
  ...(month.digest ? { digestChannel: MENTORING } : {}),
  ...(month.newsletter ? { newsletterChannel: MENTORING } : {}),
  ...{ hasBuddies: month.waitLists, invitesWhenQuiet: month.newsletter },
});

async function prepare(world: World, month: Month): Promise<void> {
  await world.work(async (tx) => {
    await saveSettings(tx, OWNER, settingsOf(month));
    for (const id of [MENTOR, 'U0ELIF', ASKER, ...OTHERS]) await requireMember(tx, id);
    const skill = async (name: string) => (await findOrCreateSkill(tx, name)).id;
    await replaceSkills(tx, MENTOR, 'offers', [{ skillId: await skill('Negotiation'), level: 3 }]);
    const elifs = [await skill('Rust'), await skill('Negotiation')].map((skillId) => ({ skillId, level: 2 as const }));
    await replaceSkills(tx, 'U0ELIF', 'offers', elifs);
    await updateMember(tx, MENTOR, { capacity: 20, in_digest: month.badges ? 1 : 0 });
    // Four wait for it: a fifth who asks quietly must not make it five.
    if (month.waitLists)
      for (const menteeId of OTHERS.slice(0, 4))
        await joinWaitList(tx, { menteeId, name: 'Public speaking', goal: '' });
    if (month.officeHours)
      await holdHours(tx, MENTOR, aForm({ channel: MENTORING, topics: ['Negotiation'], firstOn: '2026-02-03' }));
  });
  for (const id of THIRDS) await world.as(id).openHome();
  await world.settle();
}

/** For after the month: how much the mentor is written to on a day decides when a group reads of it, whoever asked. */
async function bookLater(tx: Work): Promise<void> {
  const { id: hoursId } = await tx.db.selectFrom('office_hours').select('id').executeTakeFirstOrThrow();
  await book(tx, 'U0OLU', { hoursId, date: '2026-03-10', seat: 0, goal: 'understand why I lose' });
}

/** Somebody is helped, by name, and it was of use; of two of these talks a hint and a card remain. */
async function help(tx: Work, menteeId: string, mentorId: string, month: Month, n: number): Promise<void> {
  const session = await heldSession(tx, menteeId, mentorId, 'Git');
  const { id } = session;
  if (n === 1 && month.hints) {
    const request = tx.db.selectFrom('session').select('request_id').where('id', '=', id);
    await tx.db.updateTable('request').set({ goal: HELPED, may_hint: 1 }).where('id', '=', request).execute();
  }
  await planReflections(tx, session);
  await lookedBack(tx, id, { isUseful: true });
  await answerOutcome(tx, id, menteeId, 'yes');
  if (n !== 2 || !month.cards) return;
  const answer = 'With a commit that takes it back, never by force on a shared branch.';
  await proposeCard(tx, id, menteeId, { question: QUESTION, answer });
  const card = await tx.db.selectFrom('knowledge_card').select('id').executeTakeFirstOrThrow();
  await approveCard(tx, card.id, 1, mentorId);
}

const ask = (tx: Work, skillId: string, { hints, isLater }: Month) =>
  startRequest(tx, {
    ...{ menteeId: ASKER, skillId, goal: `understand a ${WORDS}`, tried: `the ${WORDS}`, minutes: 20 },
    ...{ format: 'thread', urgency: isLater ? 'today' : 'now', isAnonymous: true, mayHint: hints, mayNameTopic: true },
    ...{ sourceText: `about a ${WORDS}`, sourceLink: undefined, mentorId: MENTOR },
  });

async function askQuietly(world: World, month: Month): Promise<void> {
  await world.work(async (tx) => ask(tx, (await findOrCreateSkill(tx, 'Negotiation')).id, month));
  await world.settle();
  const offer = await world.work((tx) =>
    tx.db.selectFrom('offer').selectAll().where('state', '=', 'pending').executeTakeFirstOrThrow(),
  );
  await world.work((tx) => acceptOffer(tx, offer.id, MENTOR));
  await world.settle();
  const [session] = await world.work((tx) => sessionsOf(tx, ASKER, ['planned', 'open', 'running']));
  if (!session) throw new Error('no session came of the quiet ask');
  if (month.isLater) await world.work((tx) => startSession(tx, session.id, ASKER));
  await world.settle();
  for (const id of [ASKER, MENTOR]) await world.work((tx) => startSession(tx, session.id, id).catch(() => undefined));
  for (const id of [ASKER, MENTOR])
    await world.work((tx) => wrapUp(tx, session.id, id, { recap: `We found the ${WORDS}`, steps: [] }));
  if (!month.cards) return;
  // A card, which would be for all to read.
  for (const id of [ASKER, MENTOR]) await world.work((tx) => newCard(tx, session.id, id).catch(() => undefined));
}

async function lookBack(world: World, month: Month): Promise<void> {
  const [look] = await world.work((tx) => unansweredOf(tx, ASKER));
  if (!look) throw new Error('nothing to look back on');
  const thanks = `Thank you for the ${WORDS} and all the rest of it`;
  const answer = { usefulness: 5, answer: `It was the ${WORDS}`, differently: '', story: 'named' as const };
  await world.work((tx) => saveReflection(tx, look.id, ASKER, { ...answer, thanks, showThanks: true }));
  const [session] = await world.work((tx) => sessionsOf(tx, ASKER, ['ended']));
  if (month.isUsed && session) await world.work((tx) => answerOutcome(tx, session.id, ASKER, 'yes'));
}

/** Nobody offers it: a quiet ask that comes to nothing, and one that is taken back. */
async function askInVain(world: World, month: Month): Promise<void> {
  await world.work(async (tx) => {
    const { id } = await findOrCreateSkill(tx, 'Public speaking');
    await tx.db
      .insertInto('request')
      .values({
        ...{ id: 'in-vain', workspace_id: tx.workspaceId, mentee_id: ASKER, skill_id: id, goal: WORDS, tried: '' },
        ...{ minutes: 20, format: 'thread', urgency: 'now', is_anonymous: 1, may_name_topic: 1, state: 'expired' },
        ...{ candidates: '[]', created_at: tx.now.toString(), closed_at: tx.now.toString() },
      })
      .execute();
    const open = await ask(tx, (await findOrCreateSkill(tx, 'Negotiation')).id, month);
    if (open) await cancelRequest(tx, open.id, ASKER);
  });
}
