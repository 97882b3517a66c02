import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { offerSkill, skillChoices } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { overQuota, type QuotaKind, quotas } from '../../../src/features/quotas/rules.ts';
import { giveBack, spend } from '../../../src/features/quotas/service.ts';
import { giveThanks, takeBackThanks } from '../../../src/features/recognition/service/thanks.ts';
import { cancelRequest, joinWaitList, startRequest } from '../../../src/features/requests/service/index.ts';
import { topicsLike } from '../../../src/features/search/service/index.ts';
import {
  approveSkill,
  coinedSkills,
  findTopic,
  nearestSkills,
  typeahead,
} from '../../../src/features/skills/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { NOW, person, requestsOn, start } from '../../support/requests.ts';

const ASKER = { id: 'UASKER', zone: 'Europe/Berlin' };
const DAY = { hours: 24 };

/** What is let through: a day, in seven days, and of both for one other person. They stand here a second time on purpose. */
const promised: Record<QuotaKind, [day: number, week: number, each?: [day: number, week: number]]> = {
  request: [6, 15],
  offer: [18, 45, [2, 4]],
  'wait list': [8, 20],
  'skill name': [12, 25],
  thanks: [5, 12, [2, 4]],
  hours: [6, 12],
  announcement: [3, 6],
  booking: [8, 20, [4, 8]],
  suggestion: [15, 40, [6, 15]],
  card: [6, 15],
  goal: [12, 30],
  moment: [6, 12],
  technique: [40, 120],
  'wrap-up': [15, 40],
  'suggestion form': [5, 12],
  concern: [5, 12],
};

it.each(Object.keys(promised) as QuotaKind[])('says kindly when there were too many of “%s”', (kind) => {
  const [day, week, each] = promised[kind];
  expect(overQuota(kind, { today: day - 1, thisWeek: week - 1 })).toBeUndefined();
  expect(overQuota(kind, { today: day, thisWeek: day })).toMatch(
    new RegExp(`^You’ve had ${day} .+ today.+ more tomorrow\\.$`),
  );
  expect(overQuota(kind, { today: 0, thisWeek: week })).toMatch(
    new RegExp(`^You’ve had ${week} .+ in seven days.+ more in a few days\\.$`),
  );
  const none = { today: 0, thisWeek: 0 };
  const toOne = (today: number, thisWeek: number) => overQuota(kind, none, { today, thisWeek });
  if (!each) return expect(toOne(1000, 1000)).toBeUndefined();
  expect(toOne(each[0] - 1, each[1] - 1)).toBeUndefined();
  expect(toOne(each[0], each[0])).toMatch(/for the same person today/);
  expect(toOne(0, each[1])).toMatch(/for the same person in seven days/);
});

it('bounds nothing that is not promised here', () => {
  expect(Object.keys(quotas).sort()).toEqual(Object.keys(promised).sort());
});

onBothDatabases('The quota of a member', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, now = NOW) => workOn(db, now, unit);
  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of ['UASKER', 'UA', 'UB']) await requireMember(tx, id);
    });
  });
  afterEach(() => db.close());

  it('lets no more through than it says, however many come at once', async () => {
    const tries = Array.from({ length: 30 }, () => at((tx) => spend(tx, ASKER, 'request')));
    const done = await Promise.allSettled(tries);
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(6);
  });

  it('counts for one other person apart, and has room again on another day and after a week', async () => {
    await at((tx) => spend(tx, ASKER, 'thanks', 'UA'));
    await at((tx) => spend(tx, ASKER, 'thanks', 'UA'));
    await expect(at((tx) => spend(tx, ASKER, 'thanks', 'UA'))).rejects.toThrow(/for the same person today/);
    await at((tx) => spend(tx, ASKER, 'thanks', 'UB'));
    const tomorrow = NOW.add(DAY);
    await at((tx) => spend(tx, ASKER, 'thanks', 'UA'), tomorrow);
    await at((tx) => spend(tx, ASKER, 'thanks', 'UA'), tomorrow);
    await expect(at((tx) => spend(tx, ASKER, 'thanks', 'UA'), NOW.add({ hours: 48 }))).rejects.toThrow(/seven days/);
    await at((tx) => spend(tx, ASKER, 'thanks', 'UA'), NOW.add({ hours: 24 * 7 }));
  });

  it('counts nothing that was refused, and takes back what nobody read', async () => {
    for (let n = 0; n < 3; n += 1) await at((tx) => spend(tx, ASKER, 'announcement'));
    await expect(at((tx) => spend(tx, ASKER, 'announcement'))).rejects.toThrow(/announcements today/);
    await at((tx) => giveBack(tx, ASKER, 'announcement', iso(NOW)));
    await at((tx) => spend(tx, ASKER, 'announcement'));
    await expect(at((tx) => spend(tx, ASKER, 'announcement'))).rejects.toThrow(/announcements today/);
  });

  it('bounds wait lists and the new names that they make', async () => {
    const join = (n: number) => at((tx) => joinWaitList(tx, { menteeId: 'UASKER', name: `Qwxz craft ${n}`, goal: '' }));
    const done = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => join(n)));
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(8);
    const made = await db.read.selectFrom('skill').selectAll().where('key', 'like', 'qwxz%').execute();
    expect(made).toHaveLength(8);
  });

  it('bounds thank-yous to one person, and a thank-you that was taken back counts for nothing', async () => {
    const words = 'Thank you for the patience with my pods';
    const thank = () => at((tx) => giveThanks(tx, { giverId: 'UASKER', receiverId: 'UA', words, isPublic: false }));
    const first = await thank();
    await thank();
    await expect(thank()).rejects.toThrow(/thank-yous for the same person today/);
    await at((tx) => takeBackThanks(tx, first, 'UASKER'));
    await thank();
    await expect(thank()).rejects.toThrow(/thank-yous for the same person today/);
  });
});

onBothDatabases('A name that a member coins', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>, now = NOW) => workOn(db, now, unit);
  const NAME = 'Quibbling sockpuppetry';
  const seenBy = (viewer: string) =>
    at(async (tx) => [
      ...(await typeahead(tx, 'quibb', 9, viewer)).map((s) => s.name),
      ...(await topicsLike(tx, '', viewer)).map((s) => s.name),
      ...(await skillChoices(tx, 'quibbling', viewer)).flatMap((s) => (s.isNew ? [] : [s.name])),
      ...(await nearestSkills(tx, 'quibling sockpuppetry', 9, viewer)).map((s) => s.name),
      ...[await findTopic(tx, 'quibling sockpuppetry', viewer)].flatMap((t) =>
        [t.skill, ...t.others].flatMap((s) => s?.name ?? []),
      ),
    ]).then((names) => names.includes(NAME));

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of ['UA', 'UB', 'UC']) await requireMember(tx, id);
      await offerSkill(tx, 'UA', (await findOrCreateSkill(tx, NAME, 'UA')).id);
    });
  });
  afterEach(() => db.close());

  it('is found at once by them, and stands in no list, suggestion or typeahead of anybody else', async () => {
    expect(await seenBy('UA')).toBe(true);
    expect(await seenBy('UB')).toBe(false);
    expect(await at((tx) => findTopic(tx, 'quibbling sockpuppetry', 'UB'))).toMatchObject({
      skill: { name: NAME },
    });
  });

  it('stands for everybody once a second person uses it', async () => {
    await at((tx) => joinWaitList(tx, { menteeId: 'UB', name: NAME, goal: '' }));
    expect(await seenBy('UC')).toBe(true);
  });

  it('stands for everybody once an owner approves it', async () => {
    const [coined] = await at((tx) => coinedSkills(tx, 10));
    expect(coined?.name).toBe(NAME);
    await at((tx) => approveSkill(tx, coined?.id ?? ''));
    expect(await seenBy('UC')).toBe(true);
    expect(await at((tx) => coinedSkills(tx, 10))).toEqual([]);
  });

  it('is bounded in number', async () => {
    const coin = (n: number) => at((tx) => findOrCreateSkill(tx, `Zzyx trade ${n}`, 'UB'));
    const done = await Promise.allSettled(Array.from({ length: 30 }, (_, n) => coin(n)));
    expect(done.filter((one) => one.status === 'fulfilled')).toHaveLength(12);
    expect(await at((tx) => findOrCreateSkill(tx, 'Kubernetes', 'UB'))).toMatchObject({ name: 'Kubernetes' });
  });
});

onBothDatabases('Asking again and again', (dialect) => {
  const { run, database } = requestsOn(dialect);
  const TOPICS = ['Git', 'Rust', 'Docker', 'Python', 'Kanban', 'SQL', 'Negotiation', 'Kubernetes'];
  beforeEach(() => run((tx) => person(tx, 'UA', Object.fromEntries(TOPICS.map((topic) => [topic, 2])))));

  it('reaches one colleague twice a day, although each request was cancelled', async () => {
    for (const skill of TOPICS)
      await run(async (tx) => cancelRequest(tx, await start(tx, { skill }), 'UASKER')).catch(() => {});
    const asked = await database().read.selectFrom('offer').select('mentor_id').where('mentor_id', '=', 'UA').execute();
    expect(asked).toHaveLength(2);
  });

  it('refuses to pick the same colleague a third time, in a sentence', async () => {
    for (const skill of ['Git', 'Rust'])
      await run(async (tx) => cancelRequest(tx, await start(tx, { skill, mentorId: 'UA' }), 'UASKER'));
    await expect(run((tx) => start(tx, { skill: 'Docker', mentorId: 'UA' }))).rejects.toThrow(/for the same person/);
  });

  it('starts no more requests than the day holds', async () => {
    const begun = [];
    for (const n of Array.from({ length: 12 }).keys()) {
      const { id } = await run(async (tx) => {
        await person(tx, `UM${n}`, { [`Craft of kind ${n}`]: 2 });
        return findOrCreateSkill(tx, `Craft of kind ${n}`);
      });
      const ask = { menteeId: 'UASKER', skillId: id, goal: 'understand what it is', tried: '', minutes: 20 };
      const request = { ...ask, format: 'thread', urgency: 'now', isAnonymous: false } as const;
      const made = await run((tx) => startRequest(tx, request)).catch((error: Error) => error.message);
      if (typeof made === 'string') expect(made).toMatch(/requests today/);
      else if (made) begun.push(await run((tx) => cancelRequest(tx, made.id, 'UASKER')));
    }
    expect(begun).toHaveLength(6);
  });
});
