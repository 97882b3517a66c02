import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { getMember } from '../../../src/features/members/service.ts';
import { cleanUp, forgetIfGone, workspaceLeft } from '../../../src/features/privacy/service/index.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { fillEverything, tablesOf } from '../../support/people.ts';
import { heldSession } from '../../support/sessions.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ME, OTHER] = ['U0ME', 'U0OTHER'];
const inDays = (days: number) => now.add({ hours: 24 * days });

onBothDatabases('who left', (dialect) => {
  let db: Database;
  const at = <T>(days: number, unit: (tx: Tx) => Promise<T>) => workOn(db, inDays(days), unit);
  const person = (id: string, deleted = false) => ({
    id,
    real_name: `Name of ${id}`,
    deleted,
    profile: { title: 'Smith' },
  });
  const session = () =>
    db.read.selectFrom('session').select(['mentor_id', 'mentee_id', 'goal']).executeTakeFirstOrThrow();

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(0, (tx) => saveWorkspace(tx, 'Acme', 'UBOT'));
    for (const id of [ME, OTHER]) await at(0, (tx) => learnPerson(tx, person(id)));
    await at(0, (tx) => heldSession(tx, ME, OTHER, 'Pottery'));
  });
  afterEach(() => db.close());

  it('is a former member after thirty days, and their sessions count on', async () => {
    await at(1, (tx) => learnPerson(tx, person(ME, true)));
    await at(30, cleanUp);
    expect(await session()).toMatchObject({ mentee_id: ME });
    await at(32, cleanUp);
    const left = await session();
    expect(left).toMatchObject({ mentor_id: OTHER, goal: '' });
    expect(left.mentee_id).toMatch(/^former-/);
    expect(await at(32, (tx) => getMember(tx, left.mentee_id))).toMatchObject({
      name: 'A former member',
      isDeactivated: true,
    });
    // The directory goes on naming them.
    await at(33, (tx) => learnPerson(tx, person(ME, true)));
    expect(await at(33, (tx) => getMember(tx, ME))).toMatchObject({ name: 'A colleague', title: '' });
  });

  it('is known again when they are back', async () => {
    await at(1, (tx) => learnPerson(tx, person(ME, true)));
    await at(10, (tx) => learnPerson(tx, person(ME)));
    await at(45, cleanUp);
    expect(await session()).toMatchObject({ mentee_id: ME });
    await at(50, (tx) => learnPerson(tx, person(ME, true)));
    await at(81, cleanUp);
    await at(90, (tx) => learnPerson(tx, person(ME)));
    expect(await at(90, (tx) => getMember(tx, ME))).toMatchObject({ name: `Name of ${ME}`, title: 'Smith' });
    expect((await session()).mentee_id).toMatch(/^former-/);
    // Who looks for what their title says finds them again.
    const hints = await db.read.selectFrom('hint').select('word').where('member_id', '=', ME).execute();
    expect(hints.map((hint) => hint.word)).toEqual(['smith']);
  });

  it('keeps no row of a workspace that the app was taken out of for thirty days', async () => {
    await db.transact((trx) => fillEverything(trx, 'T1', ME, OTHER));
    await at(0, workspaceLeft);
    await at(1, workspaceLeft);
    expect(
      await db.read.selectFrom('job').select('run_at').where('kind', '=', 'privacy.forget-workspace').execute(),
    ).toEqual([{ run_at: iso(inDays(30)) }]);
    await at(30, (tx) => forgetIfGone(tx, iso(now)));
    const counts: string[] = [];
    for (const { name } of await tablesOf(db.read)) {
      const rows = await db.read
        .selectFrom(name as 'member')
        .selectAll()
        .execute();
      if (rows.length > 0) counts.push(name);
    }
    expect(counts).toEqual([]);
  });

  it('keeps a workspace in which the app was installed again', async () => {
    await at(0, workspaceLeft);
    await at(10, (tx) => saveWorkspace(tx, 'Acme', 'UBOT'));
    await at(30, (tx) => forgetIfGone(tx, iso(now)));
    expect(await session()).toMatchObject({ mentee_id: ME });
  });
});
