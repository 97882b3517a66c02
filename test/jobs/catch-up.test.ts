import { afterEach, expect, it } from 'vitest';
import { homeRefreshJob } from '../../src/features/home/service/refresh.ts';
import { claim } from '../../src/jobs/claim.ts';
import { enqueueUnlessWaiting } from '../../src/jobs/store.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, MONDAY, say } from '../support/engine.ts';

onBothDatabases('After an hour down', (dialect) => {
  let engines: Engines;
  afterEach(() => engines.close());

  it('what expired is left out, and the rest goes out once, in the order in which it was due', async () => {
    engines = await createEngines(dialect);
    const at = await engines.engine();
    const lane = 'U0ADA';
    const minutes = [5, 10, 15, 20, 25, 30];
    for (const m of minutes.toReversed()) {
      const runAt = MONDAY.add({ minutes: m });
      const expires = m % 10 === 0 ? {} : { expiresAt: runAt.add({ minutes: 4 }) };
      await at.enqueue(say, { channel: lane, text: `at ${m}` }, { lane, runAt, ...expires });
    }
    engines.clock.moveBy({ hours: 1 });
    await at.travel({ minutes: 1 });
    expect(engines.said(engines.slack.people.as(lane).appDm())).toEqual(['at 10', 'at 20', 'at 30']);
    const outcomes = (await engines.jobs()).map((j) => j.outcome).sort();
    expect(outcomes).toEqual(['done', 'done', 'done', 'expired', 'expired', 'expired']);
  });

  it('Home is published once however often it changed, and again when it changes while that is under way', async () => {
    engines = await createEngines(dialect);
    const at = await engines.engine();
    const touch = () => at.work((tx) => enqueueUnlessWaiting(tx, homeRefreshJob, { memberId: 'U0ADA' }, 'home:U0ADA'));
    for (let n = 0; n < 30; n += 1) await touch();
    expect(await engines.jobs()).toHaveLength(1);
    // A claim passes over a row that is being written.
    const begin = async () => {
      while ((await claim(engines.db, at.deps.workspace.id, MONDAY, 20)).length === 0);
    };
    await Promise.all([touch(), begin(), touch()]);
    await touch();
    const [first, ...more] = await engines.jobs();
    expect(first!.attempt).toBe(1);
    expect(more.length).toBeGreaterThanOrEqual(1);
    expect(more.every((job) => job.attempt === 0)).toBe(true);
  });
});
