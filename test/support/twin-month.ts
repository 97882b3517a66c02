import { saveSettings } from '../../src/features/admin/service/index.ts';
import { newCard } from '../../src/features/knowledge/service/form.ts';
import { findOrCreateSkill, requireMember } from '../../src/features/members/service.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { book, holdHours } from '../../src/features/office-hours/service.ts';
import { answerOutcome } from '../../src/features/reflections/service/outcome.ts';
import { planReflections, saveReflection, unansweredOf } from '../../src/features/reflections/service.ts';
import { acceptOffer, cancelRequest, joinWaitList, startRequest } from '../../src/features/requests/service.ts';
import { lookedBack, sessionsOf, startSession, wrapUp } from '../../src/features/sessions/service.ts';
import { aForm } from '../features/office-hours/setup.ts';
import { saidIn } from './dm.ts';
import { heldSession } from './sessions.ts';
import { createWorld, MONDAY, type World } from './world.ts';
export const [ASKER, MENTOR, OWNER] = ['U0CHIDI', 'U0BRAM', 'U0DANA'];
/** Who have no part in the quiet ask: they read the channels, search, hold and book office hours. */
export const THIRDS = [OWNER, 'U0ELIF', 'U0NOAH', 'U0HIRO'];
const OTHERS = ['U0ADA', 'U0HIRO', 'U0OLU', 'U0PETRA', 'U0QUINN', 'U0MEI'];
export const WORDS = 'quibblesome matter';

/** What the third people type at the end of a month, and look at in Home. */
const LOOKS = ['board', 'cards', 'hours', 'moment', 'merge', 'owners', 'newsletter', 'settings', 'goals', 'concerns'];
// Not the very words, which the answer repeats.
const SEARCHES = ['negotiation', 'rust', 'quibblesome'];

/**
 * A month of a workspace, the same every time, with the same clock; with `isAsked` somebody asks quietly besides, once
 * with success and every trace that can be left, once without. @returns everything that each third person read, and of
 * the month without the same once more after two leaks.
 */
export async function liveAMonth(patch: object, isAsked: boolean) {
  const world = await createWorld();
  try {
    const on = (day: number, hours = 1) => world.travelTo(MONDAY.add({ hours: 24 * day + hours }));
    await prepare(world, patch);
    for (const [n, menteeId] of OTHERS.entries()) {
      await on(n * 2);
      await world.work((work) => help(work, menteeId, n % 2 ? 'U0ELIF' : MENTOR));
      if (n === 1 && isAsked) await askQuietly(world);
      if (n === 3 && isAsked) await lookBack(world);
      if (n === 5 && isAsked) await askInVain(world);
    }
    await on(15);
    return { pages: await readByAll(world), planted: isAsked ? undefined : await readPlanted(world) };
  } finally {
    await world.close();
  }
}

type Tx = Parameters<Parameters<World['work']>[0]>[0];

async function prepare(world: World, patch: object): Promise<void> {
  await world.work(async (work) => {
    await saveSettings(work, OWNER, { zone: 'UTC', concernOwners: [OWNER], ...patch });
    for (const id of [MENTOR, 'U0ELIF', ASKER, ...OTHERS]) await requireMember(work, id);
    const skill = async (name: string) => (await findOrCreateSkill(work, name)).id;
    await replaceSkills(work, MENTOR, 'offers', [{ skillId: await skill('Negotiation'), level: 3 }]);
    await replaceSkills(work, 'U0ELIF', 'offers', [{ skillId: await skill('Rust'), level: 3 }]);
    await work.db.updateTable('member').set({ capacity: 20 }).where('id', '=', MENTOR).execute();
    // Four wait for it: a fifth who asks quietly must not make it five.
    for (const menteeId of OTHERS.slice(0, 4))
      await joinWaitList(work, { menteeId, name: 'Public speaking', goal: '' });
    const hours = await holdHours(work, MENTOR, aForm({ channel: 'C0MENTORING', topics: ['Negotiation'] }));
    // After the month: how much the mentor is written to on a day decides what a session says on it, whoever asked.
    await book(work, 'U0OLU', { hoursId: hours.id, date: '2026-03-17', seat: 0, goal: 'understand why I lose' });
  });
  for (const id of THIRDS) await world.as(id).openHome();
  await world.settle();
}

/** Somebody helped, by name, and it was of use. */
async function help(work: Tx, menteeId: string, mentorId: string): Promise<void> {
  const session = await heldSession(work, menteeId, mentorId, 'Git');
  await planReflections(work, session);
  await lookedBack(work, session.id, { isUseful: true });
  await answerOutcome(work, session.id, menteeId, 'yes');
}

const ask = (work: Tx, skillId: string) =>
  startRequest(work, {
    ...{ menteeId: ASKER, skillId, goal: `understand a ${WORDS}`, tried: `the ${WORDS}`, minutes: 20 },
    ...{ format: 'thread', urgency: 'now', isAnonymous: true, mayHint: true, mayNameTopic: true },
    ...{ sourceText: `about a ${WORDS}`, sourceLink: undefined, mentorId: MENTOR },
  });

async function askQuietly(world: World): Promise<void> {
  await world.work(async (work) => ask(work, (await findOrCreateSkill(work, 'Negotiation')).id));
  await world.settle();
  const offer = await world.work((work) =>
    work.db.selectFrom('offer').selectAll().where('state', '=', 'pending').executeTakeFirstOrThrow(),
  );
  await world.work((work) => acceptOffer(work, offer.id, MENTOR));
  await world.settle();
  const session = (await world.work((work) => sessionsOf(work, ASKER, ['open', 'running'])))[0]!;
  for (const id of [ASKER, MENTOR])
    await world.work((work) => startSession(work, session.id, id).catch(() => undefined));
  for (const id of [ASKER, MENTOR])
    await world.work((work) => wrapUp(work, session.id, id, { recap: `We found the ${WORDS}`, steps: [] }));
  // A card, which would be for all to read.
  for (const id of [ASKER, MENTOR]) await world.work((work) => newCard(work, session.id, id).catch(() => undefined));
}

async function lookBack(world: World): Promise<void> {
  const [look] = await world.work((work) => unansweredOf(work, ASKER));
  if (!look) throw new Error('nothing to look back on');
  const thanks = `Thank you for the ${WORDS} and all the rest of it`;
  const answer = { usefulness: 5, answer: `It was the ${WORDS}`, differently: '', story: 'named' as const };
  await world.work((work) => saveReflection(work, look.id, ASKER, { ...answer, thanks, showThanks: true }));
  const session = (await world.work((work) => sessionsOf(work, ASKER, ['ended'])))[0]!;
  await world.work((work) => answerOutcome(work, session.id, ASKER, 'yes'));
}

/** Nobody offers it: a quiet ask that comes to nothing, and one that is taken back. */
async function askInVain(world: World): Promise<void> {
  await world.work(async (work) => {
    const { id } = await findOrCreateSkill(work, 'Public speaking');
    await work.db
      .insertInto('request')
      .values({
        ...{ id: 'in-vain', workspace_id: work.workspaceId, mentee_id: ASKER, skill_id: id, goal: WORDS, tried: '' },
        ...{ minutes: 20, format: 'thread', urgency: 'now', is_anonymous: 1, may_name_topic: 1, state: 'expired' },
        ...{ candidates: '[]', created_at: work.now.toString(), closed_at: work.now.toString() },
      })
      .execute();
    const open = await ask(work, (await findOrCreateSkill(work, 'Negotiation')).id);
    if (open) await cancelRequest(work, open.id, ASKER);
  });
}

async function readPlanted(world: World): Promise<Map<string, string>> {
  const { slack } = world.app().deps.workspace;
  await slack.chat.postMessage({ channel: 'C0MENTORING', text: `<@${ASKER}> has a badge` });
  await slack.chat.postMessage({ channel: 'U0ELIF', text: `somebody asked <@${MENTOR}>` });
  return readConversations(world);
}

/** By person and place, all words that the app showed: channels, messages, Home, and what they open. */
async function readByAll(world: World): Promise<Map<string, string>> {
  const pages = new Map<string, string>();
  for (const id of THIRDS) {
    const person = world.as(id);
    for (const words of [...LOOKS, ...SEARCHES]) {
      world.slack.state.stacks.delete(id);
      await person.command(`/mentor ${words}`);
      await world.settle(2);
      pages.set(`${id} /mentor ${words}`, plain(saidIn(person.modal()?.blocks)));
    }
    await person.openHome();
    await world.settle(2);
    pages.set(`${id} Home`, plain(saidIn(person.home()?.blocks)));
  }
  return new Map([...pages, ...readConversations(world)]);
}

function readConversations(world: World): Map<string, string> {
  const pages = new Map<string, string>();
  const bot = world.slack.state.app.botUserId;
  for (const id of THIRDS) {
    const person = world.as(id);
    for (const { id: channel, name } of person.conversations()) {
      const roots = person.messages(channel);
      const all = roots.flatMap((root) => [root, ...person.thread(channel, root.ts)]).filter((one) => one.user === bot);
      pages.set(
        `${id} #${name || channel}`,
        all.map((one) => plain(saidIn(one.blocks) || (one.text ?? ''))).join('\n'),
      );
    }
  }
  return pages;
}

/** Times to the hour: messages keep Slack's pace. */
const plain = (text: string) =>
  text
    .replace(
      /<!date\^(\d+)\^([^|>]*)\|[^>]*>/g,
      (_, at: string, how: string) => `${Math.floor(Number(at) / 3600)} ${how}`,
    )
    .replace(/^\*To get acquainted:.*$/gm, '');

/** The places that are not the same, with what stands in the one and not in the other. */
export function differences(one: Map<string, string>, other: Map<string, string>) {
  const lines = (text: string | undefined) => new Set((text ?? '').split('\n'));
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((place) => {
    const [a, b] = [lines(one.get(place)), lines(other.get(place))];
    const only = [...a.symmetricDifference(b)];
    return only.length > 0 ? [{ place, only }] : [];
  });
}
