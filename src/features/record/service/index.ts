import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant } from '../../../time.ts';
import { lessons } from '../../lessons/service/lesson-files.ts';
import { getMember, requireMember } from '../../members/service.ts';
import { badgesOf } from '../../recognition/service/index.ts';
import { type Entry, type GrowthRecord, inOrder, sizeOf, toHandOn } from '../rules.ts';
import * as store from '../store.ts';

/** Puts somebody's growth record as a file into their direct message with the app. */
export const sendRecordJob = jobKind('record.send', z.object({ memberId: z.string() }));

/** What somebody learned, used and passed on, with dates: theirs alone. */
export async function recordOf(tx: Tx, memberId: string): Promise<GrowthRecord> {
  await requireMember(tx, memberId);
  const talks = await talksOf(tx, memberId);
  return {
    learned: inOrder([...talks.learned, ...(await lessonsOf(tx, memberId)), ...(await goalsOf(tx, memberId))]),
    used: inOrder([...(await usesOf(tx, memberId)), ...(await stepsOf(tx, memberId))]),
    taught: inOrder(talks.taught),
    badges: inOrder(await badgesIn(tx, memberId)),
  };
}

/** A file follows; pressing several times in a minute brings one. @throws UserError when there is nothing to put into it. */
export async function requestFile(tx: Tx, memberId: string): Promise<void> {
  if (sizeOf(toHandOn(await recordOf(tx, memberId))) === 0)
    throw new UserError('There’s nothing to put into a file yet. It begins with your first session or lesson.');
  const minute = tx.now.toString({ smallestUnit: 'minute' });
  await enqueue(tx, sendRecordJob, { memberId }, { key: `${sendRecordJob.name}:${memberId}:${minute}` });
}

/** What goes into the file; undefined when they have deleted their data or left meanwhile. */
export async function fileOf(tx: Tx, memberId: string) {
  const member = await getMember(tx, memberId);
  if (!member || member.erasedAt || member.isDeactivated) return undefined;
  const record = toHandOn(await recordOf(tx, memberId));
  return { name: member.name, zone: member.zone, today: tx.now, record };
}

type Given = Omit<Entry, 'words' | 'note' | 'isQuiet'> & Partial<Entry>;
const entry = (given: Given): Entry => ({ words: '', note: '', isQuiet: false, ...given });

async function talksOf(tx: Tx, memberId: string): Promise<Pick<GrowthRecord, 'learned' | 'taught'>> {
  const words = await store.wordsOfAuthor(tx, memberId);
  const learned: Entry[] = [];
  const taught: Entry[] = [];
  for (const { id, mentorId, isQuiet, heldAt, endedAt, usedAt, topic } of await store.talksOf(tx, memberId)) {
    const isMentor = mentorId === memberId;
    const about = { what: topic, words: words.get(id) ?? '', isQuiet: isQuiet === 1 };
    const note = isMentor && usedAt ? 'They used it.' : '';
    (isMentor ? taught : learned).push(entry({ at: instant(endedAt ?? heldAt ?? ''), ...about, note }));
  }
  return { learned, taught };
}

async function lessonsOf(tx: Tx, memberId: string): Promise<Entry[]> {
  const titles = new Map(lessons().map(({ id, title }) => [id, title]));
  const taken = await store.lessonsAnswered(tx, memberId);
  // A lesson whose file is gone has no title any more.
  return taken.flatMap(({ lesson, at }) => {
    const title = titles.get(lesson);
    return title === undefined ? [] : [entry({ at: instant(at), what: title, note: 'A lesson.' })];
  });
}

async function goalsOf(tx: Tx, memberId: string): Promise<Entry[]> {
  const reached = await store.goalsReached(tx, memberId);
  return reached.map(({ words, at }) => entry({ at: instant(at), what: words, note: 'A goal reached.' }));
}

async function usesOf(tx: Tx, memberId: string): Promise<Entry[]> {
  const uses = await store.usesOf(tx, memberId);
  return uses.map(({ answer, detail, timeSaved, at, isQuiet, topic }) => {
    const saved = timeSaved && timeSaved !== 'none' ? ` My estimate of the time it saved: ${timeSaved}.` : '';
    const note = `${answer === 'partly' ? 'Used in part.' : 'Used.'}${saved}`;
    return entry({ at: instant(at), what: topic, words: detail, note, isQuiet: isQuiet === 1 });
  });
}

async function stepsOf(tx: Tx, memberId: string): Promise<Entry[]> {
  const steps = await store.stepsDone(tx, memberId);
  return steps.flatMap(({ will, at, isQuiet, topic }) => {
    if (at === null) return [];
    return [entry({ at: instant(at), what: topic, words: will, note: 'Next step done.', isQuiet: isQuiet === 1 })];
  });
}

async function badgesIn(tx: Tx, memberId: string): Promise<Entry[]> {
  const quiet = new Map((await store.badgesOfMember(tx, memberId)).map(({ badge, isQuiet }) => [badge, isQuiet]));
  const badges = await badgesOf(tx, memberId);
  return badges.map(({ badge, name, what, at }) =>
    entry({ at, what: name, note: what, isQuiet: quiet.get(badge) ?? false }),
  );
}
