import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import {
  type Agreed,
  actionsOf,
  agreeActions,
  completeAction,
  dropAction,
  snoozeAction,
} from '../../../src/features/follow-ups/service.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { endedSession, type Held } from '../../support/sessions.ts';

/** Thursday noon in Berlin. */
const NOW = Temporal.Instant.from('2026-03-05T11:00:00Z');
const [ADA, BEN, CEM] = ['UADA', 'UBEN', 'UCEM'];

onBothDatabases('Actions', (dialect) => {
  let db: Database;
  let session: Held;
  const at = <T>(unit: (tx: Tx) => Promise<T>, when = NOW) => workOn(db, when, unit);
  const step = (more: Partial<Agreed> = {}): Agreed => {
    return { ownerId: ADA, when: 'the build breaks', will: 'read the first error', dueOn: '2026-03-10', ...more };
  };
  const agree = async (more: Partial<Agreed> = {}) => (await at((tx) => agreeActions(tx, session, [step(more)])))[0]!;
  const prompts = () =>
    db.read
      .selectFrom('prompt')
      .select(['member_id', 'kind', 'due_at', 'state'])
      .orderBy('due_at')
      .orderBy('kind')
      .execute();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    session = await at(async (tx) => {
      for (const id of [ADA, BEN, CEM]) await learnPerson(tx, { id, real_name: id, tz: 'Europe/Berlin' });
      return endedSession(tx, ADA, BEN, 'SQL');
    });
  });
  afterEach(() => db.close());

  it('are asked about at 09:30 local time on their day, the most urgent listed first', async () => {
    await agree({ dueOn: '2026-03-30' });
    await agree({ dueOn: '2026-03-10' });
    await agree({ dueOn: '2026-03-05' });
    expect((await prompts()).map((p) => p.due_at)).toEqual([
      '2026-03-06T08:30:00.000Z',
      '2026-03-10T08:30:00.000Z',
      '2026-03-30T07:30:00.000Z',
    ]);
    const due = (await at((tx) => actionsOf(tx, ADA))).map((a) => a.dueOn.toString());
    expect(due).toEqual(['2026-03-05', '2026-03-10', '2026-03-30']);
  });

  it.each([
    ['belong to one of the two', { ownerId: CEM }, 'An action belongs to one of the two who talked.'],
    ['need both parts', { will: '   ' }, 'An action needs both parts: when …, and I will ….'],
    ['lie ahead', { dueOn: '2026-03-04' }, 'That due date is in the past. Please choose today or later.'],
  ])('must %s', async (_what, more, sentence) => {
    await expect(agree(more)).rejects.toThrow(sentence);
  });

  it('take each click once, from their owner only', async () => {
    const { id } = await agree();
    for (const deed of [completeAction, dropAction])
      await expect(at((tx) => deed(tx, id, BEN))).rejects.toThrow('someone else’s');
    await at((tx) => completeAction(tx, id, ADA));
    await expect(at((tx) => completeAction(tx, id, ADA))).rejects.toThrow('marked that one as done already');
    await expect(at((tx) => snoozeAction(tx, id, ADA, 'tomorrow'))).rejects.toThrow('marked that one as done already');
    await expect(at((tx) => dropAction(tx, 'no such id', ADA))).rejects.toThrow('no longer there');
    const told = (await prompts()).filter((p) => p.kind === 'follow-ups.done');
    expect(told.map((p) => p.member_id)).toEqual([BEN]);
  });

  it('of either of the two are told to the other when they are done', async () => {
    for (const ownerId of [ADA, BEN]) {
      const { id } = await agree({ ownerId });
      await at((tx) => completeAction(tx, id, ownerId));
    }
    const told = (await prompts()).filter((p) => p.kind === 'follow-ups.done');
    expect(told.map((p) => p.member_id).sort()).toEqual([ADA, BEN]);
  });

  it('that are snoozed twice to the same day are asked about once on it', async () => {
    const { id } = await agree();
    await at((tx) => snoozeAction(tx, id, ADA, 'next week'));
    await at((tx) => snoozeAction(tx, id, ADA, 'next week'));
    const live = (await prompts()).filter((p) => p.state === 'due');
    expect(live.map((p) => p.due_at)).toEqual(['2026-03-09T08:30:00.000Z']);
  });

  it('of another workspace are not there', async () => {
    const { id } = await agree();
    await expect(workOn(db, NOW, (tx) => dropAction(tx, id, ADA), 'T2')).rejects.toThrow('no longer there');
    expect(await workOn(db, NOW, (tx) => actionsOf(tx, ADA), 'T2')).toEqual([]);
  });
});
