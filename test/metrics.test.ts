import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { onBothDatabases } from './support/database.ts';
import { createWorld, type World } from './support/world.ts';

/** Something that listens where the system had room. */
async function listen() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { port: String(port), close: () => new Promise((resolve) => server.close(resolve)) };
}

onBothDatabases('Metrics', (dialect) => {
  let world: World;
  let port: string;
  const look = async (path = '/metrics') => fetch(`http://127.0.0.1:${port}${path}`);
  const text = async () => (await look()).text();

  beforeAll(async () => {
    const free = await listen();
    port = free.port;
    await free.close();
    world = await createWorld({ dialect, settings: { METRICS_PORT: port } });
    world.lookAway('only numbers are looked at');
    await world.as('U0ADA').command('/mentor goals');
    await world.settle();
  });
  afterAll(() => world.close());

  it('are told as OpenMetrics, at one address and no other', async () => {
    const answer = await look();
    expect(answer.headers.get('content-type')).toMatch(/^application\/openmetrics-text/);
    expect(await answer.text()).toMatch(/# EOF\n$/);
    expect((await look('/')).status).toBe(404);
    expect((await fetch(`http://127.0.0.1:${world.app().port}/metrics`)).status).toBe(404);
  });

  it('count acknowledgements, commands, transactions and calls to Slack', async () => {
    const told = await text();
    expect(told).toMatch(/^bitewise_acknowledgement_seconds_count\{kind="command"\} [1-9]/m);
    expect(told).toMatch(/^bitewise_command_seconds_count\{name="goals"\} [1-9]/m);
    expect(told).toMatch(/^bitewise_transaction_seconds_count\{outcome="committed"\} [1-9]/m);
    expect(told).toMatch(/^bitewise_slack_call_seconds_count\{method="[a-z.A-Z]+",outcome="ok"\} [1-9]/m);
    expect(told).toMatch(/^nodejs_eventloop_lag_seconds /m);
    expect(told).toMatch(/^bitewise_database_up 1$/m);
    expect(told).toMatch(/^bitewise_workspaces\{state="installed"\} 1$/m);
    expect(told).toMatch(/^bitewise_workspaces\{state="former"\} 0$/m);
  });

  it('count jobs by kind and state as the database has them now', async () => {
    await world.app().deps.db.read.updateTable('job').set({ kind: 'test.kind', outcome: 'dead' }).execute();
    expect(await text()).toMatch(/^bitewise_jobs\{kind="test\.kind",state="dead"\} [1-9]/m);
    await world.app().deps.db.read.updateTable('job').set({ outcome: 'done' }).execute();
    expect(await text()).not.toMatch(/^bitewise_jobs\{kind="test\.kind",state="dead"\} [1-9]/m);
  });

  it('name no person, channel or workspace, and nothing that somebody typed', async () => {
    await world.as('U0ADA').command('/mentor zzqqxx is a topic of mine');
    await world.settle();
    const told = await text();
    expect(told).toMatch(/name="topic"/);
    expect(told).not.toMatch(/"[UTCDGW]0[A-Z0-9]+"|zzqqxx/);
  });

  it('end with the app', async () => {
    await world.stopApp();
    await expect(look()).rejects.toThrow();
    await world.startApp();
    expect((await look()).status).toBe(200);
  });
});

it('A port for metrics that is taken is told in one sentence that names the setting', async () => {
  const taken = await listen();
  const starting = createWorld({ settings: { METRICS_PORT: taken.port } });
  await expect(starting).rejects.toThrow(`Port ${taken.port} is already in use. Set METRICS_PORT to a free one.`);
  await taken.close();
});

it('Without a port there are no metrics, and they stay on this machine unless told otherwise', () => {
  const base = { SLACK_BOT_TOKEN: 'xoxb-1-2-abc', SLACK_SIGNING_SECRET: 'a1b2c3d4e5f6' };
  expect(readConfig(base).metrics).toEqual({ port: undefined, host: '127.0.0.1' });
  expect(() => readConfig({ ...base, METRICS_PORT: '99999' })).toThrow(/METRICS_PORT must be a number/);
});
