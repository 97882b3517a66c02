import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { getMember } from '../../../src/features/members/service.ts';
import { cleanUp, forgetIfGone, workspaceLeft } from '../../../src/features/privacy/service.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { iso } from '../../../src/time.ts';
import type { Work } from '../../../src/work.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { fillEverything, tablesOf } from '../../support/people.ts';
import { heldSession } from '../../support/sessions.ts';

const now = Temporal.Instant.from('2026-03-09T10:00:00Z');
const [ME, OTHER] = ['U0ME', 'U0OTHER'];
const inDays = (days: number) => now.add({ hours: 24 * days });

onBothDatabases('who left', (dialect) => {
  let db: Database;
  const at = <T>(days: number, unit: (work: Work) => Promise<T>) => workOn(db, inDays(days), unit);
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
    await at(0, (work) => saveWorkspace(work, 'Acme', 'UBOT'));
    for (const id of [ME, OTHER]) await at(0, (work) => learnPerson(work, person(id)));
    await at(0, (work) => heldSession(work, ME, OTHER, 'Pottery'));
  });
  afterEach(() => db.close());

  it('is a former member after thirty days, and their sessions count on', async () => {
    await at(1, (work) => learnPerson(work, person(ME, true)));
    await at(30, cleanUp);
    expect(await session()).toMatchObject({ mentee_id: ME });
    await at(32, cleanUp);
    const left = await session();
    expect(left).toMatchObject({ mentor_id: OTHER, goal: '' });
    expect(left.mentee_id).toMatch(/^former-/);
    expect(await at(32, (work) => getMember(work, left.mentee_id))).toMatchObject({
      name: 'A former member',
      isDeactivated: true,
    });
    // The directory goes on naming them.
    await at(33, (work) => learnPerson(work, person(ME, true)));
    expect(await at(33, (work) => getMember(work, ME))).toMatchObject({ name: 'A colleague', title: '' });
  });

  it('is known again when they are back', async () => {
    await at(1, (work) => learnPerson(work, person(ME, true)));
    await at(10, (work) => learnPerson(work, person(ME)));
    await at(45, cleanUp);
    expect(await session()).toMatchObject({ mentee_id: ME });
    await at(50, (work) => learnPerson(work, person(ME, true)));
    await at(81, cleanUp);
    await at(90, (work) => learnPerson(work, person(ME)));
    expect(await at(90, (work) => getMember(work, ME))).toMatchObject({ name: `Name of ${ME}`, title: 'Smith' });
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
    await at(30, (work) => forgetIfGone(work, iso(now)));
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
    await at(10, (work) => saveWorkspace(work, 'Acme', 'UBOT'));
    await at(30, (work) => forgetIfGone(work, iso(now)));
    expect(await session()).toMatchObject({ mentee_id: ME });
  });
});
