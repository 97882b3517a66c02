import { expect, it } from 'vitest';
import { planHousekeeping } from '../src/housekeeping.ts';
import { enqueue } from '../src/jobs/store.ts';
import { onBothDatabases } from './support/database.ts';
import { createEngines, nudge } from './support/engine.ts';

onBothDatabases('The work of every hour', (dialect) => {
  it('of one feature that fails keeps no other feature from planning its own', async () => {
    const engines = await createEngines(dialect);
    const { deps } = await engines.engine();
    const plan = (text: string) => ({
      name: text,
      upkeep: async (tx: Parameters<typeof enqueue>[0]) =>
        void (await enqueue(tx, nudge, { channel: 'C0MENTORING', text }, { key: text })),
    });
    const failing = {
      name: 'failing',
      upkeep: async (tx: Parameters<typeof enqueue>[0]) => {
        await plan('undone').upkeep(tx);
        throw new Error('a setting that nobody can read');
      },
    };
    const { stop } = await planHousekeeping(deps, [plan('before'), failing, plan('after')]);
    stop();
    const planned = await engines.db.read.selectFrom('job').select('key').orderBy('key').execute();
    expect(planned.map(({ key }) => key)).toEqual(['after', 'before']);
    await engines.close();
  });
});
