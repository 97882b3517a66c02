import { sql } from 'kysely';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { dataOf, deleteData } from '../../../src/features/privacy/service/index.ts';
import { type Answers, itemKeys } from '../../../src/features/pulses/rules/index.ts';
import { readResults } from '../../../src/features/pulses/rules/results.ts';
import {
  answer,
  askNewcomers,
  askSome,
  cardNow,
  checkPulseWords,
  closeRound,
  closeRoundNow,
  emptyBox,
  formFor,
  openIfWanted,
  overviewFor,
  restFromPulses,
  resultsFor,
  startRound,
  tidySome,
  wordsFor,
} from '../../../src/features/pulses/service/index.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

const NOW = Temporal.Instant.from('2026-03-02T09:30:00Z');
const OWNER = 'U0OWNER';
const later = (days: number) => NOW.add({ hours: 24 * days });
const all = (step: number, words = ''): Answers => ({
  ...(Object.fromEntries(itemKeys.map((key) => [key, step])) as Omit<Answers, 'words'>),
  words,
});

onBothDatabases('Pulses', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>, workspaceId?: string) =>
    workOn(db, when, unit, workspaceId);
  const now = <T>(unit: (tx: Tx) => Promise<T>) => at(NOW, unit);
  const ids = (n: number, from = 0) => Array.from({ length: n }, (_, i) => `U${String(i + from).padStart(3, '0')}`);
  const add = (people: string[], department = '') =>
    now(async (tx) => {
      for (const id of people) {
        await learnPerson(tx, { id, name: id, real_name: `Name of ${id}`, tz: 'Europe/Berlin' });
        await updateMember(tx, id, { department });
      }
    });
  const rounds = () => db.read.selectFrom('pulse_round').selectAll().orderBy('starts_at').execute();
  const answers = () => db.read.selectFrom('pulse_answer').selectAll().execute();
  const asked = () => db.read.selectFrom('pulse_asked').selectAll().orderBy('member_id').execute();
  const prompts = (kind = 'pulses.ask') => db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).execute();
  /** Starts a round and asks everybody of its first half. */
  const start = async (when = NOW) => {
    await at(when, (tx) => startRound(tx, OWNER));
    const round = (await rounds()).find(({ state }) => state === 'open')!;
    for (let i = 0; i < 10; i++) await at(when, (tx) => askSome(tx, round.id, 1, ''));
    return round.id;
  };
  const say = async (roundId: string, people: string[], step = 4, when = NOW) => {
    for (const id of people) await at(when, (tx) => answer(tx, id, roundId, all(step)));
  };
  const close = async (roundId: string, when = NOW) => {
    await at(when, (tx) => closeRoundNow(tx, OWNER, roundId));
    await at(when, (tx) => tidySome(tx, roundId));
  };

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await now(async (tx) => {
      await saveWorkspace(tx, 'Acme', 'UBOT');
      await learnPerson(tx, { id: OWNER, name: 'owner', real_name: 'Odile', is_owner: true, tz: 'Europe/Berlin' });
      await saveSettings(tx, OWNER, { ownerIds: [OWNER] });
    });
  });
  afterEach(() => db.close());

  it('say nothing of four answers, and averages of five', async () => {
    await add(ids(9));
    const first = await start();
    await say(first, ids(4));
    await close(first);
    expect((await now((tx) => overviewFor(tx, OWNER))).closed[0]).toMatchObject({ people: 0, kind: 'baseline' });
    expect((await now((tx) => resultsFor(tx, OWNER, first))).groups).toEqual([]);
    // The first one told nothing, so that this is the baseline still.
    const second = await start(later(1));
    await say(second, ids(5), 4, later(1));
    await close(second, later(1));
    const told = await now((tx) => resultsFor(tx, OWNER, second));
    expect(told).toMatchObject({ people: 5, kind: 'baseline' });
    expect(told.groups[0]?.items.safe).toMatchObject({ people: 5, mean: 4 });
    await expect(now((tx) => wordsFor(tx, OWNER, second))).rejects.toThrow('Fewer than five people wrote something');
  });

  it('are refused with fewer than five people to ask, and while another is open', async () => {
    await add(ids(3));
    await expect(now((tx) => startRound(tx, OWNER))).rejects.toThrow('There are fewer than 5 colleagues to ask');
    await add(ids(3, 3));
    await start();
    await expect(now((tx) => startRound(tx, OWNER))).rejects.toThrow('A pulse is under way');
    await expect(now((tx) => startRound(tx, 'U001'))).rejects.toThrow('owners and admins');
    expect(await rounds()).toHaveLength(1);
  });

  it('keep nothing that leads from an answer to a person, in any table, and not in order or transaction either', async () => {
    const people = ids(40);
    await add(people);
    const round = await start();
    // In order of their ids, so that any trace of order would show: the first twenty say 1, the others 5.
    for (const [i, id] of people.entries()) {
      await now((tx) => answer(tx, id, round, all(i < 20 ? 1 : 5, `words ${i}`)));
      await now((tx) => emptyBox(tx, round));
      if (i !== 19) continue;
      const waiting = await db.read.selectFrom('pulse_box').selectAll().executeTakeFirstOrThrow();
      const came = people.slice(0, 20).map((_, nth) => `words ${nth}`);
      expect(JSON.parse(waiting.words)).not.toEqual(came);
      expect(JSON.parse(waiting.words).toSorted()).toEqual(came.toSorted());
    }
    const box = await db.read.selectFrom('pulse_box').selectAll().executeTakeFirstOrThrow();
    expect(JSON.parse(box.ballots).length).toBeGreaterThanOrEqual(5);
    expect((await answers()).length + JSON.parse(box.ballots).length).toBe(40);
    if (dialect === 'postgres') {
      const marked = await sql<{ x: string }>`select distinct xmin::text as x from pulse_asked`.execute(db.read);
      const kept = await sql<{ x: string }>`select distinct xmin::text as x from pulse_answer`.execute(db.read);
      expect(kept.rows.filter(({ x }) => marked.rows.some((one) => one.x === x))).toEqual([]);
    }
    await close(round);
    const kept = await answers();
    expect(kept).toHaveLength(40);
    expect(await asked()).toEqual([]);
    expect(Object.keys(kept[0]!).sort()).toEqual(
      ['workspace_id', 'id', 'round_id', 'department', 'tenure', 'part', ...itemKeys].sort(),
    );
    for (const row of kept) expect(JSON.stringify(row)).not.toMatch(/U0\d\d|\d\d:\d\d/);
    const place = sql.raw(dialect === 'sqlite' ? 'rowid' : 'ctid');
    const inOrder = await sql<{ safe: number }>`select safe from pulse_answer order by ${place}`.execute(db.read);
    const firstHalf = inOrder.rows.slice(0, 20).filter(({ safe }) => safe === 1).length;
    expect(firstHalf).toBeGreaterThan(2);
    expect(firstHalf).toBeLessThan(18);
    const words = await sql<{ words: string }>`select words from pulse_words order by ${place}`.execute(db.read);
    expect(words.rows.map((row) => row.words)).not.toEqual(people.map((_, i) => `words ${i}`));
    if (dialect === 'postgres') {
      const transactions = await sql<{ x: string }>`select distinct xmin::text as x from pulse_answer`.execute(db.read);
      expect(transactions.rows).toHaveLength(1);
    }
  });

  it('count an answer once, and neither lose nor keep half of it when something breaks', async () => {
    await add(ids(6));
    const round = await start();
    const broken = at(NOW, async (tx) => {
      await answer(tx, 'U001', round, all(5));
      throw new Error('the power is out');
    });
    await expect(broken).rejects.toThrow('the power is out');
    expect((await asked()).find((one) => one.member_id === 'U001')?.state).toBe('asked');
    expect(await db.read.selectFrom('pulse_box').selectAll().execute()).toEqual([]);
    await say(round, ['U001']);
    await expect(now((tx) => answer(tx, 'U001', round, all(1)))).rejects.toThrow('Your answers are in already');
    const torn = at(NOW, async (tx) => {
      await closeRound(tx, round);
      throw new Error('the power is out');
    });
    await expect(torn).rejects.toThrow('the power is out');
    await close(round);
    expect(await answers()).toHaveLength(1);
  });

  it('take two answers at the same moment', async () => {
    await add(ids(12));
    const round = await start();
    await Promise.all(ids(12).map((id) => now((tx) => answer(tx, id, round, all(3)))));
    await close(round);
    expect(await answers()).toHaveLength(12);
  });

  it('answer kindly for a round of another workspace, of nobody, or that asks somebody else', async () => {
    await add(ids(6));
    const round = await start();
    await expect(at(NOW, (tx) => formFor(tx, 'U001', round), 'T2')).rejects.toThrow('I’m not asking you anything');
    await expect(at(NOW, (tx) => answer(tx, 'U001', round, all(1)), 'T2')).rejects.toThrow('I’m not asking you');
    await expect(now((tx) => formFor(tx, 'U001', 'nonsense'.repeat(1000)))).rejects.toThrow('I’m not asking you');
    await add(ids(1, 90));
    await expect(now((tx) => formFor(tx, 'U090', round))).rejects.toThrow('This pulse isn’t for you');
    await close(round);
    await expect(now((tx) => answer(tx, 'U001', round, all(1)))).rejects.toThrow('has just closed');
    expect(await now((tx) => cardNow(tx, round, 'U001', false))).toEqual({ state: 'closed' });
  });

  it('leave out who rests, left, is a bot or on a long break, and forget nobody’s choice', async () => {
    await add(ids(9));
    await now(async (tx) => {
      await restFromPulses(tx, 'U000');
      await updateMember(tx, 'U001', { is_deactivated: 1 });
      await updateMember(tx, 'U002', { is_bot: 1 });
      await updateMember(tx, 'U003', { paused_until: '9999-12-31T00:00:00.000Z' });
    });
    await start();
    expect((await asked()).map((one) => one.member_id)).toEqual(['U004', 'U005', 'U006', 'U007', 'U008', OWNER]);
    expect((await prompts()).map((one) => one.member_id).sort()).toEqual(
      ['U004', 'U005', 'U006', 'U007', 'U008', OWNER].sort(),
    );
  });

  it('ask a random half first and the other four weeks later, and are open for both', async () => {
    await add(ids(20));
    await now((tx) => saveSettings(tx, OWNER, { pulseInHalves: true }));
    const round = await start();
    const waiting = (await asked()).filter(({ state }) => state === 'waiting').map((one) => one.member_id);
    expect(waiting).toHaveLength(10);
    await expect(now((tx) => formFor(tx, waiting[0]!, round))).rejects.toThrow('This pulse isn’t for you');
    await at(later(28), (tx) => askSome(tx, round, 2, ''));
    expect((await asked()).filter(({ state }) => state === 'waiting')).toEqual([]);
    expect((await rounds())[0]?.closes_at).toBe('2026-04-13T09:30:00.000Z');
    await say(round, ids(20), 3, later(28));
    await close(round, later(42));
    expect((await now((tx) => resultsFor(tx, OWNER, round))).rate).toBe(90);
  });

  it('plan the next a quarter later, which opens unless the owners want none by then', async () => {
    await add(ids(8));
    const first = await start();
    await say(first, ids(6), 2);
    await close(first);
    const planned = (await rounds()).find(({ state }) => state === 'planned')!;
    expect(planned).toMatchObject({ kind: 'quarter', starts_at: '2026-06-01T10:00:00.000Z', started_by: null });
    const day = Temporal.Instant.from(planned.starts_at);
    await at(day, (tx) => openIfWanted(tx, planned.id));
    expect((await rounds()).find(({ id }) => id === planned.id)?.state).toBe('open');
    for (let i = 0; i < 3; i++) await at(day, (tx) => askSome(tx, planned.id, 1, ''));
    await say(planned.id, ids(8), 4, day);
    await close(planned.id, day);
    const told = await at(day, (tx) => resultsFor(tx, OWNER, planned.id));
    expect(told.before?.[0]?.items.safe?.mean).toBe(2);
    expect(told.groups[0]?.items.safe?.mean).toBe(4);
    await now((tx) => saveSettings(tx, OWNER, { repeatsPulse: false }));
    const next = (await rounds()).find(({ state }) => state === 'planned')!;
    await at(Temporal.Instant.from(next.starts_at), (tx) => openIfWanted(tx, next.id));
    expect((await rounds()).map(({ state }) => state)).toEqual(['closed', 'closed']);
  });

  it('ask newcomers once, in their first week, once there is a baseline', async () => {
    await add(ids(6));
    await now(askNewcomers);
    expect(await rounds()).toEqual([]);
    await close(await start());
    await at(later(3), (tx) => learnPerson(tx, { id: 'UNEW', name: 'new', real_name: 'Noor', tz: 'Europe/Berlin' }));
    for (const hours of [1, 2, 24 * 6]) await at(later(3).add({ hours }), (tx) => askNewcomers(tx));
    expect((await asked()).map((one) => one.member_id)).toEqual(['UNEW']);
    const [prompt, ...more] = (await prompts()).filter((one) => one.member_id === 'UNEW');
    expect(more).toEqual([]);
    // Three working days after a Thursday.
    expect(prompt?.due_at.slice(0, 10)).toBe('2026-03-10');
    const round = (await rounds()).find(({ kind }) => kind === 'newcomers')!;
    await say(round.id, ['UNEW'], 5, later(8));
    expect(JSON.parse((await db.read.selectFrom('pulse_box').selectAll().executeTakeFirstOrThrow()).ballots)).toEqual([
      { department: '', tenure: 'before', part: 'neither', steps: [5, 5, 5, 5, 5, 5] },
    ]);
  });

  it('copy groups in coarse form, without what was asked quietly', async () => {
    await add(ids(8), '  Platform   Engineering ');
    await now(async (tx) => {
      await heldSession(tx, 'U000', 'U001', 'Rust');
      await heldSession(tx, 'U001', 'U002', 'Rust');
      await updateMember(tx, 'U003', { created_at: '2026-03-20T00:00:00.000Z' });
      await updateMember(tx, 'U004', { created_at: '2026-03-20T00:00:00.000Z' });
      const quiet = await heldSession(tx, 'U005', 'U006', 'Rust');
      await tx.db.updateTable('session').set({ is_quiet: 1 }).where('id', '=', quiet.id).execute();
      await tx.db.updateTable('request').set({ is_anonymous: 1 }).where('mentee_id', '=', 'U005').execute();
    });
    const round = await start();
    const steps = [4, 4, 4, 4, 4, 4];
    const department = 'Platform Engineering';
    await say(round, ids(3));
    await say(round, ['U003'], 4, later(30));
    await say(round, ['U004'], 4, later(200));
    await say(round, ['U005', 'U006']);
    const box = await db.read.selectFrom('pulse_box').selectAll().executeTakeFirstOrThrow();
    const kept = JSON.parse(box.ballots) as { tenure: string; part: string; department: string; steps: number[] }[];
    expect(kept.every((one) => one.department === department && `${one.steps}` === `${steps}`)).toBe(true);
    const pairs = kept.map((one) => `${one.tenure} ${one.part}`).sort();
    expect(pairs).toEqual([
      'before asker',
      'before both',
      'before helper',
      'before neither',
      'before neither',
      'new neither',
      'since neither',
    ]);
  });

  it('tell departments by how they are written, and of a renamed one no change', async () => {
    const [sales, support] = [ids(10), ids(10, 10)];
    await add(sales, 'Sales');
    await add(support, 'Support');
    const first = await start();
    await say(first, [...sales, ...support], 3);
    await close(first);
    await add(sales, ' SALES ');
    await add(support, 'Customer care');
    const second = await start(later(90));
    await say(second, [...sales, ...support], 4, later(90));
    await close(second, later(90));
    const told = await now((tx) => resultsFor(tx, OWNER, second, 'department'));
    expect(told.groups.map((one) => one.group)).toEqual(['sales', 'customer care'].sort());
    expect(told.before?.map((one) => one.group)).toEqual(['sales']);
    expect(told.dimensions).toContain('department');
    expect(readResults((await rounds()).find(({ id }) => id === second)!.results)?.groups.length).toBeGreaterThan(2);
  });

  it('leave nothing of somebody who has their data deleted, but for answers that nobody can find', async () => {
    await add(ids(7));
    const round = await start();
    await say(round, ['U001']);
    const own = JSON.parse(await now((tx) => dataOf(tx, 'U001')));
    expect(own.pulses).toEqual([{ state: 'answered' }]);
    await now((tx) => deleteData(tx, 'U001'));
    await now((tx) => deleteData(tx, 'U002'));
    expect((await asked()).map((one) => one.member_id)).not.toEqual(expect.arrayContaining(['U001']));
    expect((await asked()).map((one) => one.member_id)).not.toEqual(expect.arrayContaining(['U002']));
    await close(round);
    expect(await answers()).toHaveLength(1);
  });

  it('do not start with other words under a version that was asked', async () => {
    await add(ids(6));
    await now(checkPulseWords);
    const round = await start();
    await now(checkPulseWords);
    const kept = (await rounds())[0]!.wording;
    await db.transact((trx) =>
      trx
        .updateTable('pulse_round')
        .set({ wording: kept.replace('energy', 'joy') })
        .where('id', '=', round)
        .execute(),
    );
    await expect(now(checkPulseWords)).rejects.toThrow(
      'content/pulse.yml: version 1 was asked with other words on 2026-03-02. Give the changed file version 2',
    );
    await db.transact((trx) => trx.updateTable('pulse_round').set({ wording: kept, version: 4 }).execute());
    await expect(now(checkPulseWords)).rejects.toThrow('version 1 is older than 4');
  });
});
