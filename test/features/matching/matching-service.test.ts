import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { noteHelp, profilesChanged, rankMentors, warmUp } from '../../../src/features/matching/service.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { upsertFromDirectory } from '../../../src/features/members/store.ts';
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
import type { Work } from '../../../src/work.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

const monday = Temporal.Instant.from('2026-03-02T10:00:00Z');

onBothDatabases('Matching', (dialect) => {
  let db: Database;
  const run = <T>(unit: (work: Work) => Promise<T>, now = monday) => workOn(db, now, unit);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  async function person(work: Work, id: string, offers: Record<string, 1 | 2 | 3> = {}): Promise<void> {
    await upsertFromDirectory(work, {
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
      skills.push({ skillId: (await findOrCreateSkill(work, name)).id, level });
    await replaceSkills(work, id, 'offers', skills);
  }

  it('finds the people who offer a topic, however it is written', async () => {
    await run(async (work) => {
      await person(work, 'UASKER');
      await person(work, 'UKIM', { Kubernetes: 3 });
      await person(work, 'ULEE', { k8s: 1 });
      await person(work, 'UZOE', { Docker: 3 });
    });
    const topic = await run((work) => findTopic(work, 'kube'));
    expect(topic).toMatchObject({ how: 'alias', skill: { name: 'Kubernetes' } });
    const matches = await run((work) => rankMentors(work, { skillId: topic.skill!.id, menteeId: 'UASKER' }, 3));
    expect(matches.map((m) => m.memberId)).toEqual(['UKIM', 'ULEE']);
    expect(matches[0]).toMatchObject({ freeNow: true });
    expect(matches[0]!.reasons).toContain('Kubernetes: go-to person');
  });

  it('never offers the asker, a deactivated person or a bot', async () => {
    await run(async (work) => {
      await person(work, 'UASKER', { Negotiation: 3 });
      await person(work, 'UGONE', { Negotiation: 3 });
      await work.db.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', 'UGONE').execute();
      await person(work, 'UBOT', { Negotiation: 3 });
      await work.db.updateTable('member').set({ is_bot: 1 }).where('id', '=', 'UBOT').execute();
    });
    const matches = await run(async (work) => {
      const { skill } = await findTopic(work, 'negotiating');
      return rankMentors(work, { skillId: skill!.id, menteeId: 'UASKER' }, 3);
    });
    expect(matches).toEqual([]);
  });

  it('parts the topic from what else was said', async () => {
    const topic = await run((work) => findTopic(work, 'kubernetes: my pods keep restarting'));
    expect(topic).toMatchObject({ how: 'phrase', rest: 'my pods keep restarting' });
  });

  it('asks back when a word is misspelt, and names other skills that may be meant', async () => {
    const topic = await run((work) => findTopic(work, 'postgress'));
    expect(topic).toMatchObject({ how: 'spelling', skill: { name: 'PostgreSQL' } });
  });

  it('understands nothing in an empty text, a mention or an emoji', async () => {
    for (const text of ['', '   ', '<@U123>', '🎉', '!!!', 'a'.repeat(10_000)])
      expect(await run((work) => findTopic(work, text))).toMatchObject({ how: undefined, others: [] });
  });

  it('names a skill as the vocabulary does when one is typed by its alias', async () => {
    expect(await run((work) => canonicalName(work, 'golang'))).toBe('Go');
    expect(await run((work) => findOrCreateSkill(work, 'K8S'))).toMatchObject({ name: 'Kubernetes' });
    expect(await run((work) => canonicalName(work, 'Our billing system'))).toBe('Our billing system');
  });

  it('offers near skills that somebody has when nobody has the one that was asked for', async () => {
    await run((work) => person(work, 'UZOE', { Docker: 2 }));
    const near = await run((work) => nearestSkills(work, 'kubernetes', 3));
    expect(near).toMatchObject([{ name: 'Docker', offered: 1 }]);
  });

  it('completes a skill as it is typed, those of the workspace first', async () => {
    await run((work) => person(work, 'UZOE', { Kanban: 2 }));
    const list = await run((work) => typeahead(work, 'kan', 5));
    expect(list[0]).toMatchObject({ name: 'Kanban', offered: 1 });
    expect(await run((work) => typeahead(work, '', 5))).toMatchObject([{ name: 'Kanban' }]);
  });

  it('suggests skills from a job title', async () => {
    expect(await run((work) => suggestFromTitle(work, 'Senior data engineer (Spark)'))).toEqual([
      'Data engineering',
      'Apache Spark',
    ]);
  });

  it('lets equals take turns among those who ask on a day', async () => {
    await run(async (work) => {
      for (let i = 0; i < 4; i++) await person(work, `UASKER${i}`);
      for (const id of ['U1', 'U2', 'U3', 'U4', 'U5', 'U6']) await person(work, id, { Presenting: 2 });
    });
    const seen = new Set<string>();
    for (let i = 0; i < 4; i++) {
      const matches = await run(async (work) => {
        const { skill } = await findTopic(work, 'presenting');
        return rankMentors(work, { skillId: skill!.id, menteeId: `UASKER${i}` }, 3);
      });
      for (const match of matches) seen.add(match.memberId);
    }
    expect(seen.size).toBe(6);
  });

  it('lets whoever said yes step back behind equals, half as much after fourteen working days', async () => {
    await run(async (work) => {
      await person(work, 'UASKER');
      for (const id of ['U1', 'U2', 'U3', 'U4']) await person(work, id, { Presenting: 2 });
    });
    const shown = () =>
      run((work) => work.db.selectFrom('exposure').selectAll().where('member_id', '=', 'U3').execute());
    await run((work) => noteHelp(work, 'U3'));
    expect(await shown()).toMatchObject([{ amount: 2 }]);
    await run((work) => noteHelp(work, 'U3'), monday.add({ hours: 24 * 18 }));
    expect(await shown()).toMatchObject([{ amount: 3 }]);
    const matches = await run(async (work) => {
      const { skill } = await findTopic(work, 'presenting');
      return rankMentors(work, { skillId: skill!.id, menteeId: 'UASKER' }, 4);
    });
    expect(matches.map((match) => match.memberId).indexOf('U3')).toBe(3);
  });

  it('learns an alias once three different people typed it and meant the same', async () => {
    const skill = await run((work) => findOrCreateSkill(work, 'Giving feedback'));
    for (const id of ['U1', 'U1', 'U2']) await run((work) => learnAlias(work, 'the sandwich', skill.id, id));
    expect((await run((work) => findTopic(work, 'the sandwich'))).how).not.toBe('alias');
    await run((work) => learnAlias(work, 'the sandwich', skill.id, 'U3'));
    expect(await run((work) => findTopic(work, 'The Sandwich'))).toMatchObject({
      how: 'alias',
      skill: { name: 'Giving feedback' },
    });
  });

  it('merges two skills into one with its people, its requests and its old name', async () => {
    await run(async (work) => {
      await person(work, 'UASKER');
      await person(work, 'U1', { 'Our ledger app': 3 });
      await person(work, 'U2', { 'Our ledger apps': 2, 'Our ledger app': 1 });
    });
    const [pair] = await suggestDuplicates(run, 5);
    const [from, into] = pair!;
    await run((work) => mergeSkills(work, into.id, from.id));
    const topic = await run((work) => findTopic(work, 'our ledger apps'));
    expect(topic.skill).toEqual({ id: from.id, key: 'our ledger app', name: 'Our ledger app' });
    const matches = await run((work) => rankMentors(work, { skillId: from.id, menteeId: 'UASKER' }, 5));
    expect(matches.map((m) => m.reasons[0])).toEqual(['Our ledger app: go-to person', 'Our ledger app: knows it well']);
    expect(await suggestDuplicates(run, 5)).toEqual([]);
  });

  it('refuses to merge a skill into itself, or one that is gone', async () => {
    const { id } = await run((work) => findOrCreateSkill(work, 'Our ledger app'));
    await expect(run((work) => mergeSkills(work, id, id))).rejects.toThrow('same skill already');
    await expect(run((work) => mergeSkills(work, id, 'gone'))).rejects.toThrow('not there any more');
  });

  it('keeps a large workspace in memory and learns of a change before the next answer', async () => {
    await run(async (work) => {
      await person(work, 'UASKER');
      await person(work, 'U1', { Origami: 3 });
    });
    await warmUp({ db, clock: { now: () => monday }, workspaceId: 'T1' }, { small: 0 });
    const ask = (now: Temporal.Instant) =>
      run(async (work) => {
        const { skill } = await findTopic(work, 'origami');
        return (await rankMentors(work, { skillId: skill!.id, menteeId: 'UASKER' }, 5)).map((m) => m.memberId);
      }, now);
    expect(await ask(monday)).toEqual(['U1']);
    const later = monday.add({ seconds: 1 });
    await run(async (work) => {
      await person(work, 'U2', { Origami: 3 });
      await replaceSkills(work, 'U1', 'offers', []);
    }, later);
    // Nobody has said so yet: the index stands as it was, so the answer shows that it is in use.
    expect(await ask(later)).toEqual([]);
    await run((work) => profilesChanged(work, ['U1', 'U2']), later);
    expect(await ask(later)).toEqual(['U2']);
  });
});
