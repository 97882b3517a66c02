import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { travelClock } from '../../../sandbox/clock.ts';
import { migrate } from '../../../src/database/migrate.ts';
import { type Database, openDatabase } from '../../../src/database/open.ts';
import { inTransaction, type Tx } from '../../../src/database/transaction.ts';
import { listeners } from '../../../src/features/index.ts';
import { rankMentors, warmUp } from '../../../src/features/matching/service/index.ts';
import { offerSkill } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { findTopic } from '../../../src/features/skills/service/index.ts';
import { freshDatabaseUrl } from '../../support/database.ts';
import { NOW, person } from '../../support/requests.ts';

/** Two processes of the app on one PostgreSQL, each with an index of its own in memory. */
describe('Two instances that keep their people in memory', () => {
  const clock = travelClock({ start: NOW, frozen: true });
  let here: Database;
  let there: Database;
  let skillId: string;
  const on = <T>(db: Database, unit: (tx: Tx) => Promise<T>) =>
    inTransaction({ db, clock, workspace: { id: 'T1' }, jobs: { wake: () => {} }, listeners }, unit);
  const asked = (db: Database) =>
    on(db, async (tx) => {
      const { skill } = await findTopic(tx, 'origami');
      return (await rankMentors(tx, { skillId: skill!.id, menteeId: 'UASKER' }, 5)).map((match) => match.memberId);
    });

  beforeEach(async () => {
    const url = await freshDatabaseUrl('postgres');
    [here, there] = [await openDatabase(url, clock), await openDatabase(url, clock)];
    await migrate(here.read);
    await on(here, async (tx) => {
      await person(tx, 'UASKER', {});
      await person(tx, 'U1', { Origami: 3 });
      await person(tx, 'U2', {});
      skillId = (await findOrCreateSkill(tx, 'Origami')).id;
    });
    for (const db of [here, there]) await warmUp({ db, clock, workspace: { id: 'T1' } }, { small: 0 });
  });
  afterEach(async () => {
    await here.close();
    await there.close();
  });

  it('know of a changed profile in their next answer, whichever of them it was saved on', async () => {
    expect(await asked(there)).toEqual(['U1']);
    await on(here, (tx) => offerSkill(tx, 'U2', skillId));
    expect((await asked(there))?.sort()).toEqual(['U1', 'U2']);
    await on(there, async (tx) => {
      await replaceSkills(tx, 'U1', 'offers', []);
      tx.touch('U1');
    });
    clock.moveBy({ seconds: 1 });
    expect(await asked(here)).toEqual(['U2']);
  });

  it('miss no change that was committed only after they looked', async () => {
    let commit = () => {};
    const held = new Promise<void>((resolve) => {
      commit = resolve;
    });
    let saved = () => {};
    const isSaved = new Promise<void>((resolve) => {
      saved = resolve;
    });
    const slow = on(here, async (tx) => {
      await offerSkill(tx, 'U2', skillId);
      saved();
      await held;
    });
    await isSaved;
    clock.moveBy({ seconds: 2 });
    expect(await asked(there)).toEqual(['U1']);
    commit();
    await slow;
    expect((await asked(there))?.sort()).toEqual(['U1', 'U2']);
  });
});
