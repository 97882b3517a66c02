import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { rankMentors } from '../../../src/features/matching/service/index.ts';
import { findOrCreateSkill, learnPerson } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { statusFor } from '../../../src/features/re-engagement/service/index.ts';
import { countAway } from '../../../src/features/re-engagement/store/away.ts';
import { checkEligible } from '../../../src/features/sessions/service/index.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

const MONDAY = Temporal.Instant.from('2026-03-02T10:00:00Z');
const LONG_AGO = MONDAY.subtract({ hours: 24 * 100 });
const [ASKER, MENTOR, THIRD, OWNER] = ['UASKER', 'UMENTOR', 'UTHIRD', 'UOWNER'];

onBothDatabases('What a quiet session changes', (dialect) => {
  let db: Database;
  const at = <T>(when: Temporal.Instant, unit: (tx: Tx) => Promise<T>) => workOn(db, when, unit);
  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(LONG_AGO, async (tx) => {
      for (const id of [ASKER, MENTOR, THIRD, OWNER])
        await learnPerson(tx, { id, real_name: `Name of ${id}`, tz: 'UTC', is_admin: id === OWNER });
      await saveSettings(tx, OWNER, { zone: 'UTC' });
      const { id: skillId } = await findOrCreateSkill(tx, 'Negotiation');
      await replaceSkills(tx, MENTOR, 'offers', [{ skillId, level: 3 }]);
      await replaceSkills(tx, ASKER, 'wants', [{ skillId, level: 1 }]);
    });
  });
  afterEach(() => db.close());

  const talk = (isQuiet: boolean, capacity = 5) =>
    at(MONDAY.subtract({ hours: 3 }), async (tx) => {
      const { id } = await heldSession(tx, ASKER, MENTOR, 'Negotiation');
      await tx.db
        .updateTable('session')
        .set({ is_quiet: isQuiet ? 1 : 0, opened_at: iso(tx.now) })
        .where('id', '=', id)
        .execute();
      await tx.db.updateTable('member').set({ capacity }).where('id', '=', MENTOR).execute();
    });
  const reasons = () =>
    at(MONDAY, async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, 'Negotiation');
      const wish = { skillId, menteeId: THIRD };
      return (await rankMentors(tx, wish, 3)).map((match) => match.reasons.join('; '));
    });
  const week = () =>
    at(MONDAY.add({ hours: 24 * 7 }), async (tx) => {
      const sieve = { awaySince: MONDAY.subtract({ hours: 24 * 14 }), allowGuests: true, kind: 'momentum.invite' };
      return [(await statusFor(tx, OWNER)).weeks.talks, await countAway(tx, sieve, MONDAY)];
    });

  it('is nothing in what others read of the mentor, or owners of the week; a session by name would', async () => {
    const said = await reasons();
    expect(said).toEqual([expect.stringContaining('New mentor')]);
    const total = await week();
    await talk(true);
    expect(await reasons()).toEqual(said);
    expect(await week()).toEqual(total);
    await talk(false);
    expect(await reasons()).not.toEqual(said);
    expect(await week()).not.toEqual(total);
  });

  it('is that a mentor whose week is full is not asked', async () => {
    await talk(true, 1);
    expect(await at(MONDAY, (tx) => checkEligible(tx, MENTOR, THIRD))).toBe('full');
    expect(await reasons()).toEqual([]);
  });
});
