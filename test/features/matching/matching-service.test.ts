import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { noteHelp, profilesChanged, rankMentors, warmUp } from '../../../src/features/matching/service/index.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { upsertFromDirectory } from '../../../src/features/members/store/index.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import {
  canonicalName,
  findTopic,
  learnAlias,
  mergeSkills,
  nearestSkills,
  suggestDuplicates,
  suggestFromTitle,
  typeahead,
} from '../../../src/features/skills/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const monday = Temporal.Instant.from('2026-03-02T10:00:00Z');

onBothDatabases('Matching', (dialect) => {
  let db: Database;
  const run = <T>(unit: (tx: Tx) => Promise<T>, now = monday) => workOn(db, now, unit);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  async function person(tx: Tx, id: string, offers: Record<string, 1 | 2 | 3> = {}): Promise<void> {
    await upsertFromDirectory(tx, {
      id,
      name: id,
      title: '',
      zone: 'Europe/Berlin',
      locale: 'en-GB',
      is_bot: 0,
      is_guest: 0,
      is_deactivated: 0,
      is_owner: 0,
    });
    const skills = [];
    for (const [name, level] of Object.entries(offers))
      skills.push({ skillId: (await findOrCreateSkill(tx, name)).id, level });
    await replaceSkills(tx, id, 'offers', skills);
  }

  it('finds the people who offer a topic, however it is written', async () => {
    await run(async (tx) => {
      await person(tx, 'UASKER');
      await person(tx, 'UKIM', { Kubernetes: 3 });
      await person(tx, 'ULEE', { k8s: 1 });
      await person(tx, 'UZOE', { Docker: 3 });
    });
    const topic = await run((tx) => findTopic(tx, 'kube'));
    expect(topic).toMatchObject({ how: 'alias', skill: { name: 'Kubernetes' } });
    const matches = await run((tx) => rankMentors(tx, { skillId: topic.skill!.id, menteeId: 'UASKER' }, 3));
    expect(matches.map((m) => m.memberId)).toEqual(['UKIM', 'ULEE']);
    expect(matches[0]).toMatchObject({ freeNow: true });
    expect(matches[0]!.reasons).toContain('Kubernetes: go-to person');
  });

  it('never offers the asker, a deactivated person or a bot', async () => {
    await run(async (tx) => {
      await person(tx, 'UASKER', { Negotiation: 3 });
      await person(tx, 'UGONE', { Negotiation: 3 });
      await tx.db.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', 'UGONE').execute();
      await person(tx, 'UBOT', { Negotiation: 3 });
      await tx.db.updateTable('member').set({ is_bot: 1 }).where('id', '=', 'UBOT').execute();
    });
    const matches = await run(async (tx) => {
      const { skill } = await findTopic(tx, 'negotiating');
      return rankMentors(tx, { skillId: skill!.id, menteeId: 'UASKER' }, 3);
    });
    expect(matches).toEqual([]);
  });

  it('parts the topic from what else was said', async () => {
    const topic = await run((tx) => findTopic(tx, 'kubernetes: my pods keep restarting'));
    expect(topic).toMatchObject({ how: 'phrase', rest: 'my pods keep restarting' });
  });

  it('asks back when a word is misspelt, and names other skills that may be meant', async () => {
    const topic = await run((tx) => findTopic(tx, 'postgress'));
    expect(topic).toMatchObject({ how: 'spelling', skill: { name: 'PostgreSQL' } });
  });

  it('understands nothing in an empty text, a mention or an emoji', async () => {
    for (const text of ['', '   ', '<@U123>', '🎉', '!!!', 'a'.repeat(10_000)])
      expect(await run((tx) => findTopic(tx, text))).toMatchObject({ how: undefined, others: [] });
  });

  it('names a skill as the vocabulary does when one is typed by its alias', async () => {
    expect(await run((tx) => canonicalName(tx, 'golang'))).toBe('Go');
    expect(await run((tx) => findOrCreateSkill(tx, 'K8S'))).toMatchObject({ name: 'Kubernetes' });
    expect(await run((tx) => canonicalName(tx, 'Our billing system'))).toBe('Our billing system');
  });

  it('offers near skills that somebody has when nobody has the one that was asked for', async () => {
    await run((tx) => person(tx, 'UZOE', { Docker: 2 }));
    const near = await run((tx) => nearestSkills(tx, 'kubernetes', 3));
    expect(near).toMatchObject([{ name: 'Docker', offered: 1 }]);
  });

  it('completes a skill as it is typed, those of the workspace first', async () => {
    await run((tx) => person(tx, 'UZOE', { Kanban: 2 }));
    const list = await run((tx) => typeahead(tx, 'kan', 5));
    expect(list[0]).toMatchObject({ name: 'Kanban', offered: 1 });
    expect(await run((tx) => typeahead(tx, '', 5))).toMatchObject([{ name: 'Kanban' }]);
  });

  it('suggests skills from a job title', async () => {
    expect(await run((tx) => suggestFromTitle(tx, 'Senior data engineer (Spark)'))).toEqual([
      'Data engineering',
      'Apache Spark',
    ]);
  });

  it('lets equals take turns among those who ask on a day', async () => {
    await run(async (tx) => {
      for (let i = 0; i < 4; i++) await person(tx, `UASKER${i}`);
      for (const id of ['U1', 'U2', 'U3', 'U4', 'U5', 'U6']) await person(tx, id, { Presenting: 2 });
    });
    const seen = new Set<string>();
    for (let i = 0; i < 4; i++) {
      const matches = await run(async (tx) => {
        const { skill } = await findTopic(tx, 'presenting');
        return rankMentors(tx, { skillId: skill!.id, menteeId: `UASKER${i}` }, 3);
      });
      for (const match of matches) seen.add(match.memberId);
    }
    expect(seen.size).toBe(6);
  });

  it('lets whoever said yes step back behind equals, half as much after fourteen working days', async () => {
    await run(async (tx) => {
      await person(tx, 'UASKER');
      for (const id of ['U1', 'U2', 'U3', 'U4']) await person(tx, id, { Presenting: 2 });
    });
    const shown = () => run((tx) => tx.db.selectFrom('exposure').selectAll().where('member_id', '=', 'U3').execute());
    await run((tx) => noteHelp(tx, 'U3'));
    expect(await shown()).toMatchObject([{ amount: 2 }]);
    await run((tx) => noteHelp(tx, 'U3'), monday.add({ hours: 24 * 18 }));
    expect(await shown()).toMatchObject([{ amount: 3 }]);
    const matches = await run(async (tx) => {
      const { skill } = await findTopic(tx, 'presenting');
      return rankMentors(tx, { skillId: skill!.id, menteeId: 'UASKER' }, 4);
    });
    expect(matches.map((match) => match.memberId).indexOf('U3')).toBe(3);
  });

  it('learns an alias once three different people typed it and meant the same', async () => {
    const skill = await run((tx) => findOrCreateSkill(tx, 'Giving feedback'));
    for (const id of ['U1', 'U1', 'U2']) await run((tx) => learnAlias(tx, 'the sandwich', skill.id, id));
    expect((await run((tx) => findTopic(tx, 'the sandwich'))).how).not.toBe('alias');
    await run((tx) => learnAlias(tx, 'the sandwich', skill.id, 'U3'));
    expect(await run((tx) => findTopic(tx, 'The Sandwich'))).toMatchObject({
      how: 'alias',
      skill: { name: 'Giving feedback' },
    });
  });

  it('merges two skills into one with its people, its requests and its old name', async () => {
    await run(async (tx) => {
      await person(tx, 'UASKER');
      await person(tx, 'U1', { 'Our ledger app': 3 });
      await person(tx, 'U2', { 'Our ledger apps': 2, 'Our ledger app': 1 });
    });
    const [pair] = await suggestDuplicates(run, 5);
    const [from, into] = pair!;
    await run((tx) => mergeSkills(tx, into.id, from.id));
    const topic = await run((tx) => findTopic(tx, 'our ledger apps'));
    expect(topic.skill).toEqual({ id: from.id, key: 'our ledger app', name: 'Our ledger app' });
    const matches = await run((tx) => rankMentors(tx, { skillId: from.id, menteeId: 'UASKER' }, 5));
    expect(matches.map((m) => m.reasons[0])).toEqual(['Our ledger app: go-to person', 'Our ledger app: knows it well']);
    expect(await suggestDuplicates(run, 5)).toEqual([]);
  });

  it('refuses to merge a skill into itself, or one that is gone', async () => {
    const { id } = await run((tx) => findOrCreateSkill(tx, 'Our ledger app'));
    await expect(run((tx) => mergeSkills(tx, id, id))).rejects.toThrow('same skill already');
    await expect(run((tx) => mergeSkills(tx, id, 'gone'))).rejects.toThrow('isn’t there any more');
  });

  it('keeps a large workspace in memory and learns of a change before the next answer', async () => {
    await run(async (tx) => {
      await person(tx, 'UASKER');
      await person(tx, 'U1', { Origami: 3 });
    });
    await warmUp({ db, clock: { now: () => monday }, workspace: { id: 'T1' } }, { small: 0 });
    const ask = (now: Temporal.Instant) =>
      run(async (tx) => {
        const { skill } = await findTopic(tx, 'origami');
        return (await rankMentors(tx, { skillId: skill!.id, menteeId: 'UASKER' }, 5)).map((m) => m.memberId);
      }, now);
    expect(await ask(monday)).toEqual(['U1']);
    const later = monday.add({ seconds: 1 });
    await run(async (tx) => {
      await person(tx, 'U2', { Origami: 3 });
      await replaceSkills(tx, 'U1', 'offers', []);
    }, later);
    // Nobody has said so yet: the index stands as it was, so the answer shows that it is in use.
    expect(await ask(later)).toEqual([]);
    await run((tx) => profilesChanged(tx, ['U1', 'U2']), later);
    expect(await ask(later)).toEqual(['U2']);
  });
});
