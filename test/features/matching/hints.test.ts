import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { mayKnow, tellingWords } from '../../../src/features/matching/rules/hints.ts';
import { maybeHelpers, readTitlePage } from '../../../src/features/matching/service/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { dataOf, deleteData, withdrawGoals } from '../../../src/features/privacy/service/index.ts';
import { helpWasUsed } from '../../../src/features/requests/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { NOW, requestsOn } from '../../support/requests.ts';
import { heldSession } from '../../support/sessions.ts';

describe('Who may know more', () => {
  const title = (memberId: string, ...words: string[]) =>
    words.map((word) => ({ word, memberId, source: 'title' as const, sessionId: '' }));
  const goal = (memberId: string, sessionId: string, ...words: string[]) =>
    words.map((word) => ({ word, memberId, source: 'goal' as const, sessionId }));
  const ask = (text: string, hints: Parameters<typeof mayKnow>[1], people = 40) =>
    mayKnow(tellingWords(text), hints, people, NOW).map((one) => `${one.memberId} ${one.source} ${one.word}`);

  it('is said with the asker’s own word, the rarest that both have', () => {
    expect(ask('how do I start welding under water?', title('U1', 'weld'))).toEqual(['U1 title welding']);
  });

  it('leaves out whoever shares only an everyday word of theirs', () => {
    const engineers = Array.from({ length: 15 }, (_, i) => title(`U${i}`, 'engin')).flat();
    expect(ask('quantum engineering', engineers)).toEqual([]);
    expect(ask('quantum engineering', [...engineers, ...title('UQ', 'quantum')])).toEqual(['UQ title quantum']);
  });

  it('needs two words of one and the same goal, and puts who shares more first', () => {
    const hints = [
      ...goal('U1', 'S1', 'weld'),
      ...goal('U1', 'S2', 'hull'),
      ...goal('U2', 'S3', 'weld', 'hull'),
      ...title('U3', 'weld'),
    ];
    expect(ask('welding a hull', hints)).toEqual(['U2 goal hull', 'U3 title welding']);
  });

  it('finds nothing by small words, and reads scripts without spaces in twos', () => {
    expect([...tellingWords('how do I get better at this?').keys()]).toEqual([]);
    expect([...tellingWords('日本語').keys()]).toEqual(['日本', '本語']);
    expect(tellingWords('x'.repeat(10_000)).size).toBe(1);
    expect(ask('', title('U1', 'weld'))).toEqual([]);
  });
});

onBothDatabases('Titles and goals that lead to somebody', (dialect) => {
  const { run } = requestsOn(dialect);
  const find = async (text: string, menteeId = 'UASKER') =>
    (await run((tx) => maybeHelpers(tx, { text, menteeId }))).map((one) => `${one.memberId} ${one.source}`);
  const titled = (id: string, title: string) =>
    run((tx) => learnPerson(tx, { id, real_name: id, tz: 'Europe/Berlin', profile: { title } }));

  it('follow a title as it changes, for whoever may be asked', async () => {
    await titled('UX', 'Senior Welder, dry dock');
    expect(await find('underwater welding')).toEqual(['UX title']);
    expect(await find('underwater welding', 'UX')).toEqual([]);
    await run((tx) => updateMember(tx, 'UX', { capacity: 0 }));
    expect(await find('underwater welding')).toEqual([]);
    await run((tx) => updateMember(tx, 'UX', { capacity: 2 }));
    await titled('UX', 'Baker');
    expect(await find('underwater welding')).toEqual([]);
  });

  it('are read for everybody once a month, whatever was missed', async () => {
    await run((tx) => updateMember(tx, 'UA', { title: 'Ship’s welder' }));
    expect(await find('welding')).toEqual([]);
    await run((tx) => readTitlePage(tx, ''));
    await run((tx) => readTitlePage(tx, ''));
    expect(await find('welding')).toEqual(['UA title']);
  });

  /** UB helped UOTHER with a goal; whether it may lead others to UB is UOTHER's to say. */
  async function helped(tx: Tx, mayHint: 0 | 1): Promise<string> {
    const { id } = await heldSession(tx, 'UOTHER', 'UB', 'Kubernetes');
    const goal = 'keep the harbour cranes from swaying';
    await tx.db.updateTable('request').set({ goal, may_hint: mayHint }).execute();
    return id;
  }

  it('need that the goal may be used, and that the help was', async () => {
    const session = await run((tx) => helped(tx, 0));
    await run((tx) => helpWasUsed(tx, session, true));
    expect(await find('why do harbour cranes sway')).toEqual([]);
    await run((tx) => tx.db.updateTable('request').set({ may_hint: 1 }).execute());
    await run((tx) => helpWasUsed(tx, session, false));
    expect(await find('why do harbour cranes sway')).toEqual([]);
    await run((tx) => helpWasUsed(tx, session, true));
    expect(await find('why do harbour cranes sway')).toEqual(['UB goal']);
    await run((tx) => helpWasUsed(tx, session, false));
    expect(await find('why do harbour cranes sway')).toEqual([]);
  });

  it.each([
    ['takes that back', (tx: Tx) => withdrawGoals(tx, 'UOTHER')],
    ['has their data deleted', (tx: Tx) => deleteData(tx, 'UOTHER')],
    ['is asked no more and whoever helped has', (tx: Tx) => deleteData(tx, 'UB')],
  ])('end when the person whose goal it was %s', async (_title, end) => {
    const session = await run((tx) => helped(tx, 1));
    await run((tx) => helpWasUsed(tx, session, true));
    expect(await run((tx) => dataOf(tx, 'UB'))).not.toContain('crane');
    await run(end);
    expect(await find('why do harbour cranes sway')).toEqual([]);
    const left = await run((tx) => tx.db.selectFrom('hint').selectAll().where('source', '=', 'goal').execute());
    expect(left).toEqual([]);
  });
});

describe('A reading of titles', () => {
  const { database, run } = requestsOn('sqlite');
  const hints = () => database().read.selectFrom('hint').select(['member_id', 'word']).orderBy('word').execute();

  it('writes only what changed since the last one', async () => {
    await run(async (tx) => {
      await updateMember(tx, 'UA', { title: 'Ship’s welder' });
      await updateMember(tx, 'UB', { title: 'Baker' });
      await readTitlePage(tx, '');
    });
    for (const change of ['insert', 'delete', 'update'])
      await sql`create trigger ${sql.ref(change)} before ${sql.raw(change)} on hint begin select raise(abort, 'written'); end`.execute(
        database().read,
      );
    const before = await hints();
    expect(before).toHaveLength(3);
    await run((tx) => readTitlePage(tx, ''));
    expect(await hints()).toEqual(before);
    await run((tx) => updateMember(tx, 'UB', { title: 'Brewer' }));
    await expect(run((tx) => readTitlePage(tx, ''))).rejects.toThrow('written');
  });
});
