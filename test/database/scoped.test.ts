import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../src/database/open.ts';
import { freshDatabase, onBothDatabases, workOn } from '../support/database.ts';

const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');

onBothDatabases('A transaction of one workspace', (dialect) => {
  let db: Database;

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    for (const id of ['T1', 'T2'])
      await db.transact(async (trx) => {
        const row = { id, name: id, bot_user_id: 'UBOT', settings: '{}', created_at: '2026-03-02T10:00:00Z' };
        await trx.insertInto('workspace').values(row).execute();
        const block = { workspace_id: id, member_id: 'U1', blocked_id: 'U2' };
        await trx.insertInto('member_block').values(block).execute();
      });
  });
  afterEach(() => db.close());

  const blocks = () => db.read.selectFrom('member_block').selectAll().orderBy('workspace_id').execute();

  it('reads its own rows only, under a table’s name or another one', async () => {
    const read = await workOn(
      db,
      NOW,
      async (tx) => ({
        plain: await tx.db.selectFrom('member_block').select('workspace_id').execute(),
        named: await tx.db.selectFrom('member_block as b').select('b.workspace_id').execute(),
        workspaces: await tx.db.selectFrom('workspace').select('id as workspace_id').execute(),
      }),
      'T2',
    );
    const own = [{ workspace_id: 'T2' }];
    expect(read).toEqual({ plain: own, named: own, workspaces: own });
  });

  it('changes and deletes its own rows only, where nothing else narrows the statement', async () => {
    await workOn(db, NOW, (tx) => tx.db.updateTable('member_block').set({ blocked_id: 'U3' }).execute(), 'T1');
    expect((await blocks()).map((row) => row.blocked_id)).toEqual(['U3', 'U2']);
    await workOn(db, NOW, (tx) => tx.db.deleteFrom('member_block').execute(), 'T1');
    await workOn(db, NOW, (tx) => tx.db.deleteFrom('workspace').execute(), 'T1');
    expect((await blocks()).map((row) => row.workspace_id)).toEqual(['T2']);
    expect(await db.read.selectFrom('workspace').select('id').execute()).toEqual([{ id: 'T2' }]);
  });

  it('refuses what it cannot narrow', async () => {
    const several = workOn(db, NOW, (tx) => tx.db.selectFrom(['member_block', 'skill']).selectAll().execute());
    await expect(several).rejects.toThrow('A scoped query is from one table, by its name');
  });
});
