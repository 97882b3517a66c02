import { afterEach, beforeEach, expect, it } from 'vitest';
import { z } from 'zod';
import { jobKind } from '../../src/jobs/define.ts';
import { jobMetrics } from '../../src/jobs/metrics.ts';
import { enqueue } from '../../src/jobs/store.ts';
import { manageJobs } from '../../src/outbox/manage-jobs.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines, type Engines, nudge, say } from '../support/engine.ts';
import { createWorld } from '../support/world.ts';

const POST = 'chat.postMessage';

onBothDatabases('Trouble', (dialect) => {
  let engines: Engines;
  let at: Awaited<ReturnType<Engines['engine']>>;
  beforeEach(async () => {
    engines = await createEngines(dialect);
    at = await engines.engine();
  });
  afterEach(() => engines.close());

  it('is counted by kind: due, late, dead and unknown', async () => {
    engines.slack.faults.add({ method: POST, kind: 'reset-before', match: (args) => args.text === 'lost' });
    await at.enqueue(nudge, { channel: 'C0MENTORING', text: 'lost' });
    await at.enqueue(say, { channel: 'U0NOBODY', text: 'hello' });
    await at.travel({ minutes: 5 });
    await at.enqueue(say, { channel: 'C0MENTORING', text: 'late' });
    engines.clock.moveBy({ minutes: 6 });
    const metrics = await jobMetrics(engines.db, engines.clock.now(), at.deps.workspace.id);
    expect(metrics.filter((m) => m.kind.startsWith('test.'))).toEqual([
      { kind: 'test.nudge', due: 0, late: 0, unknown: 1, dead: 0 },
      { kind: 'test.say', due: 1, late: 1, unknown: 0, dead: 1 },
    ]);
  });

  it('of an unknown message ends with a retry by hand, which looks before it sends', async () => {
    const { app } = engines.slack.state;
    const scopes = [...app.scopes];
    app.scopes = scopes.filter((scope) => scope !== 'channels:history');
    engines.slack.faults.add({ method: POST, kind: 'reset-after' });
    await at.enqueue(nudge, { channel: 'C0MENTORING', text: 'hello' });
    await at.travel({ minutes: 5 });
    app.scopes = scopes;
    const job = await engines.job('hello');
    expect(job.outcome).toBe('unknown');
    if (dialect === 'sqlite') return; // The tool opens a database of its own, which a passing one is not.
    const said: string[] = [];
    await manageJobs({ ...at.deps.config, databaseUrl: engines.databaseUrl }, ['retry', job.id], (line) =>
      said.push(line),
    );
    engines.clock.moveTo(Temporal.Now.instant());
    await at.travel({ minutes: 5 });
    expect(await engines.job('hello')).toMatchObject({ outcome: 'done' });
    expect(engines.said('C0MENTORING').filter((text) => text === 'hello')).toHaveLength(1);
  });
});

it('The one who looks after the app is told of trouble, once a day', async () => {
  const world = await createWorld();
  const gone = jobKind('test.gone', z.object({}));
  for (let n = 0; n < 3; n += 1) await world.work((tx) => enqueue(tx, gone, {}));
  await world.travel({ hours: 26 });
  const dana = world.as('U0DANA');
  const notes = dana.messages(dana.appDm()).filter((m) => m.text?.includes('3 messages couldn’t be delivered'));
  expect(notes).toHaveLength(1);
  await world.close();
});
