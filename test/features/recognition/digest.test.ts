import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { approveName, saveSettings } from '../../../src/features/admin/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { findOrCreateSkill, pauseMember } from '../../../src/features/members/service.ts';
import { holdHours } from '../../../src/features/office-hours/service/index.ts';
import { awardBadges, badgesOf } from '../../../src/features/recognition/service/badges.ts';
import {
  digestFailed,
  digestPosted,
  retryDigest,
  startDigest,
  writeUp,
} from '../../../src/features/recognition/service/digest.ts';
import { giveThanks } from '../../../src/features/recognition/service/index.ts';
import { agreeToShow } from '../../../src/features/recognition/service/thanks.ts';
import { writeDigest } from '../../../src/features/recognition/store/index.ts';
import { digestPost, refusedNote } from '../../../src/features/recognition/views/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { answerOutcome } from '../../../src/features/reflections/service/outcome.ts';
import { joinWaitList, letTopicBeNamed } from '../../../src/features/requests/service/index.ts';
import { lookedBack } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { aForm } from '../office-hours/setup.ts';

const MONDAY = Temporal.Instant.from('2026-03-09T10:00:00Z');
const WEEK = '2026-03-09';
const [ADA, BEN, CEM, DEA] = ['UADA', 'UBEN', 'UCEM', 'UDEA'];
const before = (hours: number) => MONDAY.subtract({ hours });

onBothDatabases('The digest', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  const write = async (when = MONDAY) => {
    const written = await at(when, (tx) => writeUp(tx, WEEK));
    return 'skip' in written ? written.skip : written.digest;
  };
  const talk = (menteeId: string, mentorId: string, topic: string, when: Temporal.Instant, isUseful = true) =>
    at(when, async (tx) => {
      const session = await heldSession(tx, menteeId, mentorId, topic);
      await planReflections(tx, session);
      await lookedBack(tx, session.id, { isUseful });
      return session;
    });
  const optOut = (id: string) =>
    at(MONDAY, (tx) => tx.db.updateTable('member').set({ in_digest: 0 }).where('id', '=', id).execute());
  const jobs = () =>
    db.read
      .selectFrom('job')
      .select(['key', 'expires_at'])
      .where('kind', '=', 'recognition.digest')
      .orderBy('key')
      .execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(before(200), async (tx) => {
      for (const [id, name] of [
        [ADA, 'Ada Byron'],
        [BEN, 'Ben Ito'],
        [CEM, 'Cem Aksoy'],
        [DEA, 'Dea Marku'],
      ] as const)
        await learnPerson(tx, { id, real_name: name, tz: 'UTC', is_admin: id === DEA });
      await saveSettings(tx, DEA, { digestChannel: 'C1', zone: 'UTC' });
    });
  });
  afterEach(() => db.close());

  it('names those who helped by name, not by how many they helped or whether it was used', async () => {
    await talk(ADA, BEN, 'SQL', before(52));
    await talk(ADA, BEN, 'SQL', before(51));
    await talk(ADA, BEN, 'Git', before(50));
    await talk(ADA, CEM, 'Rust', before(40));
    await talk(DEA, CEM, 'Rust', before(40));
    const { id } = await talk(ADA, CEM, 'Rust', before(30));
    await at(before(1), (tx) => answerOutcome(tx, id, ADA, 'yes'));
    expect(await write()).toMatchObject({
      helpers: [
        { name: 'Ben Ito', people: 1, useful: 1, uses: 0, topics: [] },
        { name: 'Cem Aksoy', people: 2, useful: 2, uses: 1, topics: [] },
      ],
    });
  });

  it('says nothing of a talk that nobody rated, or that was of no use', async () => {
    await talk(ADA, BEN, 'SQL', before(50), false);
    await at(before(40), async (tx) => planReflections(tx, await heldSession(tx, DEA, BEN, 'Git')));
    expect(await write()).toBe('nothing to say');
  });

  it('says of each what its mentee said, and no more', async () => {
    const { id } = await talk(ADA, BEN, 'SQL', before(50), false);
    await talk(DEA, BEN, 'SQL', before(50));
    await at(before(1), (tx) => answerOutcome(tx, id, ADA, 'yes'));
    const digest = await write();
    expect(digest).toMatchObject({ helpers: [{ name: 'Ben Ito', people: 2, useful: 1, uses: 1, topics: [] }] });
    expect(typeof digest === 'string' ? digest : saidIn(digestPost(digest).blocks)).toContain(
      '*Ben Ito*: someone found it useful · someone used it',
    );
  });

  it('counts an answer that is changed to yes after the digest in the next one', async () => {
    const { id } = await talk(ADA, BEN, 'SQL', before(50), false);
    await at(before(40), (tx) => answerOutcome(tx, id, ADA, 'not yet'));
    expect(await write()).toBe('nothing to say');
    await at(before(1), (tx) => writeDigest(tx, WEEK, { told_until: iso(tx.now), posted_at: iso(tx.now) }));
    await at(MONDAY, (tx) => answerOutcome(tx, id, ADA, 'yes'));
    expect(await at(MONDAY.add({ hours: 1 }), (tx) => writeUp(tx, WEEK))).toMatchObject({
      digest: { helpers: [{ name: 'Ben Ito', uses: 1 }] },
    });
  });

  it('says nothing of a talk that began with a quiet ask: not who, not what about, not that it was used', async () => {
    const { id } = await talk(ADA, BEN, 'Burnout', before(50));
    const { id: open } = await talk(CEM, BEN, 'SQL', before(40));
    await at(before(40), (tx) => tx.db.updateTable('session').set({ is_quiet: 1 }).where('id', '=', id).execute());
    await at(before(30), (tx) => answerOutcome(tx, id, ADA, 'yes'));
    await at(before(30), (tx) =>
      giveThanks(tx, {
        ...{ sessionId: id, giverId: ADA, receiverId: BEN, isPublic: true },
        words: 'Thank you for an hour of patience.',
      }),
    );
    for (const memberId of [ADA, BEN, CEM]) await at(before(20), (tx) => awardBadges(tx, memberId));
    const said = await write();
    expect(said).toMatchObject({
      helpers: [{ name: 'Ben Ito', people: 1, uses: 0, topics: [] }],
      thanks: [],
      badges: [{ name: 'Ben Ito', badges: ['First conversation'] }, { name: 'Cem Aksoy' }],
    });
    expect(JSON.stringify(said)).not.toMatch(/Ada|Burnout/);
    // What is theirs is theirs all the same, and becomes news once it is earned without the quiet one.
    expect((await at(MONDAY, (tx) => badgesOf(tx, BEN))).map((one) => one.badge)).toContain('it-worked');
    await at(MONDAY, (tx) => digestPosted(tx, WEEK, { channel: 'C1', ts: '1.0' }));
    await at(MONDAY.add({ hours: 1 }), (tx) => answerOutcome(tx, open, CEM, 'yes'));
    await at(MONDAY.add({ hours: 2 }), (tx) => awardBadges(tx, BEN));
    expect(await write(MONDAY.add({ hours: 24 * 7 }))).toMatchObject({
      badges: [{ name: 'Ben Ito', badges: ['It worked'] }],
    });
  });

  it('leaves out whoever opted out, as a helper, giver and receiver of thanks', async () => {
    const { id: sessionId } = await talk(ADA, BEN, 'SQL', before(50));
    const give = (giverId: string, receiverId: string) =>
      at(before(2), (tx) =>
        giveThanks(tx, {
          sessionId,
          giverId,
          receiverId,
          words: 'Thank you for an hour of patience.',
          isPublic: true,
        }).then((id) => agreeToShow(tx, id, receiverId, true)),
      );
    await give(ADA, BEN);
    await give(BEN, ADA);
    await give(CEM, ADA);
    await optOut(BEN);
    expect(await write()).toMatchObject({ helpers: [], thanks: [{ from: 'Cem Aksoy', to: 'Ada Byron' }] });
    await optOut(CEM);
    expect(await write()).toBe('nothing to say');
  });

  it.each([
    ['left', { is_deactivated: 1 }],
    ['asked to be forgotten', { erased_at: iso(before(1)) }],
    ['turned out to be an app', { is_bot: 1 }],
  ])('leaves out whoever %s, as a helper, giver and receiver of thanks and for badges', async (_why, change) => {
    await talk(ADA, BEN, 'SQL', before(50));
    await talk(BEN, DEA, 'Git', before(50));
    for (const [giverId, receiverId] of [
      [CEM, BEN],
      [BEN, ADA],
      [CEM, ADA],
    ] as const) {
      const words = 'Thank you for an hour of patience.';
      const id = await at(before(2), (tx) => giveThanks(tx, { giverId, receiverId, words, isPublic: true }));
      await at(before(2), (tx) => agreeToShow(tx, id, receiverId, true));
    }
    await at(before(1), (tx) => awardBadges(tx, BEN));
    expect(JSON.stringify(await write()).match(/Ben Ito/g)).toHaveLength(4);
    await at(MONDAY, (tx) => tx.db.updateTable('member').set(change).where('id', '=', BEN).execute());
    const digest = await write();
    expect(digest).toMatchObject({ helpers: [{ name: 'Dea Marku' }], thanks: [{ from: 'Cem Aksoy' }], badges: [] });
    expect(JSON.stringify(digest)).not.toContain('Ben Ito');
  });

  const wait = (name: string, ids: string[]) =>
    at(before(10), async (tx) => {
      for (const menteeId of ids) await joinWaitList(tx, { menteeId, name, goal: '' });
    });

  it('names a topic once five people look for it and it is known, or somebody who does lets it be named', async () => {
    const five = [ADA, BEN, CEM, DEA, 'UEVA'];
    await at(before(200), (tx) => learnPerson(tx, { id: 'UEVA', real_name: 'Eva Moser', tz: 'UTC' }));
    await wait('Negotiation', five.slice(1));
    await wait('Coping with burnout', [ADA]);
    await wait('my boss is a fool', five);
    expect(await write()).toBe('nothing to say');
    await wait('Negotiation', [ADA]);
    expect(await write()).toMatchObject({ topics: [{ name: 'Negotiation', people: 5 }] });
    await at(before(5), (tx) => letTopicBeNamed(tx, ADA, 'Coping with burnout', true));
    expect(await write()).toMatchObject({
      topics: [
        { name: 'Negotiation', people: 5 },
        { name: 'Coping with burnout', people: undefined },
      ],
    });
    await at(before(4), (tx) => letTopicBeNamed(tx, ADA, 'Coping with burnout', false));
    await expect(at(before(4), (tx) => letTopicBeNamed(tx, BEN, 'Coping with burnout', true))).rejects.toThrow(
      'You no longer wait for that',
    );
    expect(await write()).toMatchObject({ topics: [{ name: 'Negotiation' }] });
  });

  it('names a topic that an owner approved as one of the vocabulary, once five people look for it and not before', async () => {
    const five = [ADA, BEN, CEM, DEA, 'UEVA'];
    await at(before(200), (tx) => learnPerson(tx, { id: 'UEVA', real_name: 'Eva Moser', tz: 'UTC' }));
    await wait('Our release ritual', five.slice(1));
    const { id } = await at(before(9), (tx) => findOrCreateSkill(tx, 'Our release ritual'));
    await expect(at(before(8), (tx) => approveName(tx, ADA, id))).rejects.toThrow('for the owners');
    await at(before(8), (tx) => approveName(tx, DEA, id));
    expect(await write()).toBe('nothing to say');
    await wait('Our release ritual', [ADA]);
    expect(await write()).toMatchObject({ topics: [{ name: 'Our release ritual', people: 5 }] });
  });

  it('says of whoever helped only topics that five people asked about and that are of the vocabulary', async () => {
    const mine = 'Coping with my boss Cem';
    await at(before(200), (tx) => learnPerson(tx, { id: 'UEVA', real_name: 'Eva Moser', tz: 'UTC' }));
    await talk(ADA, BEN, 'SQL', before(10));
    await talk(ADA, BEN, mine, before(9));
    const digest = await write();
    expect(digest).toMatchObject({ helpers: [{ name: 'Ben Ito', topics: [] }] });
    if (typeof digest === 'string') throw new Error(digest);
    expect(saidIn(digestPost(digest).blocks)).toContain('*Ben Ito*: someone found it useful');
    // A second ask of the same person makes no second person, and a quiet one none at all.
    const ask = async (name: string, people: string[], isQuiet = false) => {
      for (const id of people) {
        const { id: sessionId } = await talk(id, CEM, name, before(8), false);
        if (!isQuiet) continue;
        await at(before(8), (tx) =>
          tx.db
            .updateTable('request')
            .set({ is_anonymous: 1 })
            .where('id', 'in', (e) => e.selectFrom('session').select('request_id').where('id', '=', sessionId))
            .execute(),
        );
      }
    };
    for (const name of ['SQL', mine]) await ask(name, [ADA, BEN, DEA, 'UEVA']);
    await ask('SQL', [CEM], true);
    expect(await write()).toMatchObject({ helpers: [{ topics: [] }] });
    for (const name of ['SQL', mine]) await ask(name, [CEM]);
    expect(await write()).toMatchObject({ helpers: [{ topics: ['SQL'] }] });
    const { id } = await at(before(8), (tx) => findOrCreateSkill(tx, mine));
    await at(before(8), (tx) => approveName(tx, DEA, id));
    expect(await write()).toMatchObject({ helpers: [{ topics: ['SQL', mine] }] });
  });

  it('counts nobody who asked quietly among those who look for a topic', async () => {
    await wait('Negotiation', [ADA, BEN, CEM, DEA]);
    await at(before(9), async (tx) => {
      const { id } = await heldSession(tx, 'UEVA', ADA, 'Negotiation');
      const quiet = { state: 'expired' as const, closed_at: iso(tx.now), is_anonymous: 1, may_name_topic: 1 };
      const of = tx.db.selectFrom('session').select('request_id').where('id', '=', id);
      await tx.db.updateTable('request').set(quiet).where('id', 'in', of).execute();
    });
    expect(await write()).toBe('nothing to say');
  });

  it('tells what more people want to learn than offer, where five do and the topic is known', async () => {
    await at(before(10), async (tx) => {
      const held = (member_id: string, skill_id: string, kind: 'offers' | 'wants') =>
        tx.db
          .insertInto('member_skill')
          .values({ workspace_id: tx.workspaceId, member_id, skill_id, kind, level: 1, added_at: iso(tx.now) })
          .execute();
      const [rust, git] = [await findOrCreateSkill(tx, 'Rust'), await findOrCreateSkill(tx, 'Git')];
      const bosses = await findOrCreateSkill(tx, 'Our boss');
      const people = [ADA, BEN, CEM, DEA, 'UEVA', 'UFAY'];
      for (const id of people.slice(4)) await learnPerson(tx, { id, real_name: id, tz: 'UTC' });
      for (const id of people) await held(id, rust.id, 'wants');
      for (const id of people.slice(1)) await held(id, bosses.id, 'wants');
      for (const id of people.slice(2)) await held(id, git.id, 'wants');
    });
    await talk(ADA, BEN, 'SQL', before(9));
    expect(await write()).toMatchObject({ topics: [], chances: [{ name: 'Rust', people: 6 }] });
  });

  it('names office hours of the coming week to which anybody may come, the next first', async () => {
    const hold = (host: string, different: Parameters<typeof aForm>[0]) =>
      at(before(2), (tx) => holdHours(tx, host, aForm({ zone: 'UTC', ...different })));
    const wednesday = '2026-03-11';
    await hold(BEN, { topics: ['Rust'], firstOn: wednesday });
    const first = await hold(CEM, { topics: ['SQL', 'Git'], firstOn: '2026-03-10', slotMinutes: undefined });
    await hold(ADA, { topics: ['Later'], firstOn: '2026-03-17' });
    await hold(ADA, { topics: ['Few'], firstOn: wednesday, audience: 'named', named: [BEN] });
    await hold(ADA, { topics: ['Staff'], firstOn: wednesday, time: '11:00', audience: 'no guests' });
    await hold(DEA, { topics: ['Away'], firstOn: wednesday, time: '11:00' });
    await at(MONDAY, (tx) => pauseMember(tx, DEA, MONDAY.add({ hours: 24 })));
    await at(MONDAY, (tx) => saveSettings(tx, DEA, { leaderIds: [CEM] }));
    const digest = await write();
    expect(digest).toMatchObject({
      hours: [
        { hoursId: first.id, host: 'Cem Aksoy', isLeader: true, isDoor: true, topics: ['Git', 'SQL'] },
        { host: 'Ben Ito', isLeader: false, isDoor: false, topics: ['Rust'] },
      ],
    });
    await optOut(BEN);
    await optOut(CEM);
    expect(await write()).toBe('nothing to say');
  });

  it('goes on where the last posted one ended', async () => {
    await talk(ADA, BEN, 'SQL', before(50));
    expect(await write()).toMatchObject({ helpers: [{ name: 'Ben Ito' }] });
    expect(await write()).toMatchObject({ helpers: [{ name: 'Ben Ito' }] });
    await at(MONDAY, (tx) => digestPosted(tx, WEEK, { channel: 'C1', ts: '1.0' }));
    expect(await write(MONDAY.add({ hours: 168 }))).toBe('nothing to say');
  });

  it('comes on each of two days of a week, with what is new since', async () => {
    await at(MONDAY, (tx) => saveSettings(tx, DEA, { digestTime: { days: [1, 4], time: '10:00' }, zone: 'UTC' }));
    const thursday = Temporal.Instant.from('2026-03-12T10:00:00Z');
    await at(MONDAY, (tx) => startDigest(tx, MONDAY));
    await at(MONDAY, (tx) => digestPosted(tx, WEEK, { channel: 'C1', ts: '1.0' }));
    await at(thursday, (tx) => startDigest(tx, thursday));
    await at(thursday.add({ minutes: 1 }), (tx) => startDigest(tx, thursday));
    expect((await jobs()).map((job) => job.key)).toEqual([`digest:${WEEK}`, 'digest:2026-03-12']);
    await at(thursday, (tx) => digestFailed(tx, '2026-03-12', 'internal_error'));
    await at(thursday, (tx) => retryDigest(tx));
    expect((await jobs()).at(-1)).toEqual({ key: 'digest:2026-03-12:1', expires_at: '2026-03-15T23:59:59.999Z' });
  });

  it('is tried again in the same week only, and its owner hears once why it did not come', async () => {
    await talk(ADA, BEN, 'SQL', before(50));
    await at(MONDAY, (tx) => retryDigest(tx));
    expect(await jobs()).toEqual([]);
    for (const reason of ['internal_error', 'not_in_channel', 'not_in_channel'])
      await at(MONDAY, (tx) => digestFailed(tx, WEEK, reason));
    const told = await db.read
      .selectFrom('prompt')
      .select(['member_id', 'payload'])
      .where('kind', '=', 'recognition.digest-refused')
      .orderBy('key')
      .execute();
    // Once for what can be mended in the channel, and once for anything else.
    expect(told.map((row) => [row.member_id, JSON.parse(row.payload).reason])).toEqual([
      [DEA, 'not_in_channel'],
      [DEA, 'internal_error'],
    ]);
    for (const hours of [1, 1, 24 * 7]) await at(MONDAY.add({ hours }), (tx) => retryDigest(tx));
    expect(await jobs()).toEqual([{ key: `digest:${WEEK}:3`, expires_at: '2026-03-15T23:59:59.999Z' }]);
  });
});

it('An owner reads of a digest that did not come what is so, and what comes next', () => {
  const said = (reason: string) => JSON.stringify(refusedNote({ channel: 'C1', reason, became: 'waiting' }).blocks);
  expect(said('is_archived')).toContain('is archived');
  expect(said('not_in_channel')).toContain('/invite @Bitewise');
  expect(said('msg_blocks_too_long')).toContain('Slack refused the digest in <#C1> (msg_blocks_too_long).');
  expect(said('msg_blocks_too_long')).toContain('until the end of this week');
  expect(said('expired')).toContain('in time');
  expect(said('expired')).not.toContain('until the end of this week');
});
