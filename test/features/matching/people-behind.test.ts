import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { rankMentors } from '../../../src/features/matching/service/index.ts';
import { mentorRows } from '../../../src/features/matching/store/mentors.ts';
import { offerSkill } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { iso } from '../../../src/time.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { heldSession } from '../../support/sessions.ts';

const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const MENTOR = 'UM';

onBothDatabases('What is said of how quickly somebody answers', (dialect) => {
  let db: Database;
  const at = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, NOW, unit);
  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await at(async (tx) => {
      for (const id of [MENTOR, 'UX']) await requireMember(tx, id);
      await offerSkill(tx, MENTOR, (await findOrCreateSkill(tx, 'Git')).id);
    });
  });
  afterEach(() => db.close());

  /** These asked, and were answered within five minutes. */
  const answered = (askers: string[], isQuiet = false) =>
    at(async (tx) => {
      for (const id of askers) {
        await requireMember(tx, id);
        await heldSession(tx, id, MENTOR, 'Git');
      }
      const answered_at = iso(tx.now.add({ minutes: 5 }));
      await tx.db.updateTable('offer').set({ answered_at }).where('answered_at', 'is', null).execute();
      if (isQuiet)
        await tx.db.updateTable('request').set({ is_anonymous: 1 }).where('mentee_id', 'in', askers).execute();
    });
  const reasons = () =>
    workOn(db, NOW.add({ hours: 1 }), async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, 'Git');
      const [match] = await rankMentors(tx, { skillId, menteeId: 'UX', format: 'thread', urgency: 'today' }, 3);
      return match?.reasons.join() ?? '';
    });

  it('takes five different people, however often one of them asks, and counts no quiet ask', async () => {
    await answered(['UA', 'UB', 'UC', 'UD', 'UA', 'UA', 'UB']);
    expect(await reasons()).not.toContain('usually answers');
    await answered(['UE'], true);
    expect(await reasons()).not.toContain('usually answers');
    const [row] = await at((tx) => mentorRows(tx, [MENTOR], 'UTC'));
    expect(row?.answeredTo).toBe(4);
    await answered(['UF']);
    expect(await reasons()).toContain('usually answers within 5 minutes');
  });
});
