import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { actionsOf, agreeActions } from '../../../src/features/follow-ups/service.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { getMember, resumeMember, skillsOf } from '../../../src/features/members/service.ts';
import { offerStory } from '../../../src/features/newsletter/service/index.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { openRequestsOf, pendingOffersOf, startRequest } from '../../../src/features/requests/service/index.ts';
import { checkEligible } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { filledForm } from '../../support/members.ts';
import { heldSession } from '../../support/sessions.ts';

/** A Monday, at work in Berlin. */
const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ME, OTHER] = ['UME', 'UOTHER'];
const pair = { mentor: OTHER, mentee: ME };

/** Words of mine and of the other person in every place where somebody writes. */
async function live(tx: Tx): Promise<void> {
  for (const [id, name] of [
    [ME, 'Mine Name'],
    [OTHER, 'Other Name'],
  ] as const)
    await learnPerson(tx, { id, real_name: name, tz: 'Europe/Berlin', profile: { title: `${name} title` } });
  await saveProfile(tx, ME, profileForm.parse(filledForm({ offers_3: ['Welding'], blocked: ['UBLOCKED'] })));
  await saveProfile(tx, OTHER, profileForm.parse(filledForm({ offers_3: ['Pottery'], blocked: ['USECRET'] })));
  const session = await heldSession(tx, pair.mentee, pair.mentor, 'Pottery');
  const recap = JSON.stringify([
    { authorId: ME, text: 'MINE recap' },
    { authorId: OTHER, text: 'OTHERS recap' },
  ]);
  await tx.db.updateTable('session').set({ recap, goal: 'MINE goal' }).where('id', '=', session.id).execute();
  await tx.db.updateTable('request').set({ goal: 'MINE goal', tried: 'MINE tries' }).execute();
  await agreeActions(tx, session, [
    { ownerId: ME, when: 'MINE when', will: 'MINE will', dueOn: '2026-03-12' },
    { ownerId: OTHER, when: 'OTHERS when', will: 'OTHERS will', dueOn: '2026-03-12' },
  ]);
  await reflect(tx, session.id, ME, OTHER, 'MINE reflection');
  await reflect(tx, session.id, OTHER, ME, 'OTHERS reflection');
  await tx.db
    .insertInto('outcome')
    .values({
      workspace_id: tx.workspaceId,
      session_id: session.id,
      mentee_id: ME,
      mentor_id: OTHER,
      answer: 'yes',
      detail: 'MINE detail',
      answered_at: iso(tx.now),
    })
    .execute();
  for (const [authorId, partnerId, whose] of [
    [ME, OTHER, 'MINE'],
    [OTHER, ME, 'OTHERS'],
  ] as const) {
    const told = { sessionId: session.id, authorId, partnerId, source: 'reflection' } as const;
    await offerStory(tx, { ...told, words: `${whose} story`, consent: 'named' });
  }
  const thanks = {
    sessionId: session.id,
    giverId: ME,
    receiverId: OTHER,
    words: 'MINE thanks for all of it',
    isPublic: true,
  };
  await giveThanks(tx, thanks);
}

async function reflect(tx: Tx, sessionId: string, authorId: string, partnerId: string, answer: string) {
  const row = { id: randomUUID(), workspace_id: tx.workspaceId, session_id: sessionId, created_at: iso(tx.now) };
  await tx.db
    .insertInto('reflection')
    .values({
      ...row,
      author_id: authorId,
      partner_id: partnerId,
      role: 'mentee',
      question: 'What?',
      answer,
    })
    .execute();
}

onBothDatabases('what is kept about somebody', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, now, unit);
  /** Every row of every table, as one text. */
  const everything = async () => {
    const tables = await db.read.introspection.getTables();
    const rows = [];
    for (const { name } of tables)
      rows.push(
        await db.read
          .selectFrom(name as 'member')
          .selectAll()
          .execute(),
      );
    return JSON.stringify(rows);
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(live);
  });
  afterEach(() => db.close());

  it('is given to them whole, without a word that somebody else wrote for themselves', async () => {
    const data = await at((tx) => dataOf(tx, ME));
    for (const word of [
      'Mine Name',
      'Welding',
      'UBLOCKED',
      'goal',
      'tries',
      'recap',
      'when',
      'will',
      'reflection',
      'detail',
      'thanks',
      'story',
    ])
      expect(data).toContain(/^[a-z]/.test(word) ? `MINE ${word}` : word);
    for (const word of ['OTHERS', 'Other Name', 'USECRET']) expect(data).not.toContain(word);
    const theirs = await at((tx) => dataOf(tx, OTHER));
    expect(theirs).toContain('OTHERS reflection');
    expect(theirs).toContain('MINE thanks');
    for (const word of ['goal', 'tries', 'recap', 'reflection', 'detail']) expect(theirs).not.toContain(`MINE ${word}`);
  });

  it('is gone from every table after a deletion, and what others wrote is not', async () => {
    expect(await everything()).toContain('MINE');
    await at((tx) => deleteData(tx, ME));
    const left = await everything();
    expect(left).not.toContain('MINE');
    expect(left).not.toContain('Mine Name');
    for (const word of ['recap', 'when', 'will', 'reflection']) expect(left).toContain(`OTHERS ${word}`);
    expect(await at((tx) => skillsOf(tx, ME))).toEqual({ offers: [], wants: [] });
    expect(await at((tx) => actionsOf(tx, ME))).toEqual([]);
    const outcome = await db.read.selectFrom('outcome').selectAll().execute();
    expect(outcome).toMatchObject([{ mentor_id: OTHER, answer: 'yes', detail: '' }]);
  });

  it('stays gone when the directory names them again, until they come back', async () => {
    await at((tx) => deleteData(tx, ME));
    await at((tx) => learnPerson(tx, { id: ME, real_name: 'Mine Name', profile: { title: 'Boss' } }));
    expect(await at((tx) => getMember(tx, ME))).toMatchObject({ name: 'A colleague', title: '' });
    expect(await at((tx) => checkEligible(tx, ME, OTHER))).toBe('paused');
    await at((tx) => resumeMember(tx, ME));
    await at((tx) => learnPerson(tx, { id: ME, real_name: 'Mine Name', profile: { title: 'Boss' } }));
    expect(await at((tx) => getMember(tx, ME))).toMatchObject({ name: 'Mine Name', title: 'Boss' });
    expect(await at((tx) => checkEligible(tx, ME, OTHER))).toBeUndefined();
  });

  it('is no longer worked with: requests are taken back and questions withdrawn', async () => {
    const ask = { goal: 'A goal of some length', tried: '', minutes: 20, format: 'thread', urgency: 'now' } as const;
    const skill = async (id: string) => (await at((tx) => skillsOf(tx, id))).offers[0]!.skillId;
    const [mine, theirs] = [await skill(OTHER), await skill(ME)];
    await at((tx) => startRequest(tx, { ...ask, skillId: mine, menteeId: ME, isAnonymous: false }));
    await at((tx) => startRequest(tx, { ...ask, skillId: theirs, menteeId: OTHER, isAnonymous: false }));
    expect(await at((tx) => pendingOffersOf(tx, ME))).toHaveLength(1);
    await at((tx) => deleteData(tx, ME));
    expect(await at((tx) => openRequestsOf(tx, ME))).toEqual([]);
    expect(await at((tx) => pendingOffersOf(tx, OTHER))).toEqual([]);
    expect(await at((tx) => pendingOffersOf(tx, ME))).toEqual([]);
  });
});
