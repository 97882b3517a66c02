import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { keepApart, keepOne } from '../../../src/features/admin/service/index.ts';
import { findOrCreateSkill, pauseMember, resumeMember, skillsOf } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { joinWaitList, openRequestsOf } from '../../../src/features/requests/service/index.ts';
import { findTopic, learnAlias, mergeSkills, suggestDuplicates } from '../../../src/features/skills/service/index.ts';
import { ensureSkill } from '../../../src/features/skills/store/skills.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { NOW, person, requestsOn, start } from '../../support/requests.ts';

const skillId = (tx: Tx, name: string) => findOrCreateSkill(tx, name).then((skill) => skill.id);
const two = async (tx: Tx): Promise<[string, string]> => [
  await skillId(tx, 'Our ledger app'),
  await skillId(tx, 'Ledger of ours'),
];

it('Whatever table refers to a skill refers to the one that stays after a merge', async () => {
  const db = await freshDatabase('sqlite');
  try {
    const tables = await db.read.introspection.getTables();
    const referring = tables.flatMap(({ name, columns }) => {
      const skills = columns.filter((column) => /(^|_)skill_id$/.test(column.name)).map((column) => column.name);
      return skills.length > 0 ? [{ name, columns, skills }] : [];
    });
    expect(referring.map((table) => table.name)).toEqual(expect.arrayContaining(['request', 'session', 'booking']));
    // Rows of every table need not fit each other here: only what becomes of the skill is looked at.
    await sql`pragma foreign_keys = off`.execute(db.read);
    const [from, into] = await workOn(db, NOW, two);
    for (const skill of [from, into])
      for (const { name, columns, skills } of referring) {
        const row = columns.map((c) => {
          if (skills.includes(c.name)) return [c.name, skill];
          if (c.name === 'workspace_id') return [c.name, 'T1'];
          if (['recap', 'asking', 'candidates'].includes(c.name)) return [c.name, '[]'];
          if (/(^|_)id$/.test(c.name)) return [c.name, randomUUID()];
          return [c.name, /int|real/i.test(c.dataType) ? 1 : iso(NOW)];
        });
        await db.read
          .insertInto(name as 'session')
          .values(Object.fromEntries(row))
          .execute();
      }
    await workOn(db, NOW, (tx) => mergeSkills(tx, from, into));
    for (const { name } of referring) {
      const rows = await db.read
        .selectFrom(name as 'session')
        .selectAll()
        .execute();
      expect({ table: name, hasOld: JSON.stringify(rows).includes(from) }).toEqual({ table: name, hasOld: false });
    }
    const kept = referring.filter((table) => table.name !== 'skill_apart');
    for (const { name } of kept)
      expect(
        await db.read
          .selectFrom(name as 'session')
          .selectAll()
          .execute(),
      ).not.toEqual([]);
  } finally {
    await db.close();
  }
});

onBothDatabases('Merging', (dialect) => {
  const { run, offers, pending, prompts, stateOf } = requestsOn(dialect);

  it('gives who had both the higher level, for what they offer and what they want each', async () => {
    const [from, into] = await run(two);
    await run(async (tx) => {
      for (const id of ['UX', 'UY', 'UZ']) await person(tx, id, {});
      await replaceSkills(tx, 'UX', 'offers', [
        { skillId: from, level: 3 },
        { skillId: into, level: 1 },
      ]);
      await replaceSkills(tx, 'UY', 'offers', [
        { skillId: from, level: 1 },
        { skillId: into, level: 2 },
      ]);
      await replaceSkills(tx, 'UY', 'wants', [{ skillId: from, level: 1 }]);
      await replaceSkills(tx, 'UZ', 'offers', [{ skillId: from, level: 2 }]);
      await mergeSkills(tx, from, into);
    });
    const of = async (id: string) => {
      const { offers, wants } = await run((tx) => skillsOf(tx, id));
      return { offers: offers.map((s) => [s.name, s.level]), wants: wants.map((s) => s.name) };
    };
    expect(await of('UX')).toEqual({ offers: [['Ledger of ours', 3]], wants: [] });
    expect(await of('UY')).toEqual({ offers: [['Ledger of ours', 2]], wants: ['Ledger of ours'] });
    expect(await of('UZ')).toEqual({ offers: [['Ledger of ours', 2]], wants: [] });
  });

  it('leaves of two requests of one person the open one, and tells whoever was asked for the other', async () => {
    const [from, into] = await run(two);
    const requests = await run(async (tx) => {
      await person(tx, 'UX', { 'Our ledger app': 2 });
      await person(tx, 'UY', { 'Ledger of ours': 2 });
      return [await start(tx, { skill: 'Ledger of ours' }), ''];
    });
    requests[1] = await run((tx) => start(tx, { skill: 'Our ledger app' }), NOW.add({ minutes: 1 }));
    await run((tx) => joinWaitList(tx, { menteeId: 'UOTHER', skillId: from, name: '', goal: '' }));
    const asked = await pending(requests[1]!);
    await run((tx) => mergeSkills(tx, from, into));
    const left = await run((tx) => openRequestsOf(tx, 'UASKER'));
    expect(left.map((request) => request.id)).toEqual([requests[0]]);
    expect(await stateOf(requests[1]!)).toBe('merged');
    expect((await offers(requests[1]!)).map((offer) => [offer.id, offer.state])).toEqual([[asked.id, 'withdrawn']]);
    expect((await offers(requests[0]!)).map((offer) => offer.state)).toEqual(['pending']);
    expect((await run((tx) => openRequestsOf(tx, 'UOTHER'))).map((r) => [r.topic, r.state])).toEqual([
      ['Ledger of ours', 'waiting'],
    ]);
  });

  it('wakes who waited under one name for somebody who offers the other', async () => {
    const [from, into] = await run(two);
    await run(async (tx) => {
      await person(tx, 'UX', { 'Ledger of ours': 2 });
      await joinWaitList(tx, { menteeId: 'UASKER', skillId: from, name: '', goal: '' });
      await joinWaitList(tx, { menteeId: 'UX', skillId: from, name: '', goal: '' });
      await mergeSkills(tx, from, into);
    });
    expect((await prompts('requests.helper')).map((prompt) => prompt.member_id)).toEqual(['UASKER']);
  });

  it('wakes the wait lists of both names when two skills came to mean one', async () => {
    await run(async (tx) => {
      const old = await ensureSkill(tx, 'k8s', 'k8s');
      await joinWaitList(tx, { menteeId: 'UOTHER', skillId: old.id, name: '', goal: '' });
      for (const id of ['UB', 'UC']) await updateMember(tx, id, { capacity: 0 });
      await pauseMember(tx, 'UA', undefined);
      await resumeMember(tx, 'UA');
    });
    expect((await prompts('requests.helper')).map((prompt) => prompt.member_id)).toEqual(['UOTHER']);
  });

  it('counts those who typed a text for the skill that stays', async () => {
    const [from, into] = await run(two);
    await run(async (tx) => {
      for (const id of ['U1', 'U2']) await learnAlias(tx, 'the big book', from, id);
      for (const id of ['U2', 'U3']) await learnAlias(tx, 'the other book', into, id);
      await mergeSkills(tx, from, into);
      await learnAlias(tx, 'the big book', into, 'U1');
    });
    expect(await run((tx) => findTopic(tx, 'the big book'))).not.toMatchObject({ how: 'alias' });
    await run((tx) => learnAlias(tx, 'the big book', into, 'U3'));
    expect(await run((tx) => findTopic(tx, 'the big book'))).toMatchObject({
      how: 'alias',
      skill: { name: 'Ledger of ours' },
    });
  });

  it('goes on along a chain, and never in a circle', async () => {
    const [a, b] = await run(two);
    const c = await run((tx) => skillId(tx, 'Bookkeeping tool'));
    await run((tx) => mergeSkills(tx, a, b));
    await run((tx) => mergeSkills(tx, b, c));
    for (const text of ['our ledger app', 'ledger of ours'])
      expect(await run((tx) => findTopic(tx, text))).toMatchObject({ skill: { name: 'Bookkeeping tool' } });
    await expect(run((tx) => mergeSkills(tx, c, a))).rejects.toThrow('isn’t there any more');
    expect(await run((tx) => findOrCreateSkill(tx, 'Our Ledger App'))).toMatchObject({ id: c });
  });

  it('lets only owners merge, and says why two cannot be merged', async () => {
    const [a, b] = await run(two);
    await expect(run((tx) => keepOne(tx, 'UASKER', [a, b]))).rejects.toThrow('owners of Bitewise');
    await run((tx) => updateMember(tx, 'UASKER', { is_owner: 1 }));
    expect(await run((tx) => keepOne(tx, 'UASKER', [a, a]))).toEqual({ problem: expect.stringContaining('same') });
    expect(await run((tx) => keepOne(tx, 'UASKER', [a, b]))).toMatchObject([{ id: a }, { id: b }]);
    expect(await run((tx) => keepOne(tx, 'UASKER', [a, b]))).toEqual({
      problem: expect.stringContaining('no longer here'),
    });
    expect(await run((tx) => keepApart(tx, 'UASKER', ['', 'x']))).toEqual({ problem: expect.any(String) });
  });

  it('does not suggest again what an owner keeps apart', async () => {
    const pair = await run(async (tx) => {
      await updateMember(tx, 'UASKER', { is_owner: 1 });
      return [await skillId(tx, 'Our ledger app'), await skillId(tx, 'Our ledger apps')] as [string, string];
    });
    const ids = async () => (await suggestDuplicates(run, 9)).flat().map((skill) => skill.id);
    expect((await ids()).sort()).toEqual([...pair].sort());
    await run((tx) => keepApart(tx, 'UASKER', pair));
    await run((tx) => keepApart(tx, 'UASKER', [pair[1], pair[0]]));
    expect(await ids()).toEqual([]);
  });
});
