import { afterEach, describe, expect, it } from 'vitest';
import type { TrafficEntry } from '../../sandbox/slack/engine/traffic.ts';
import { onBothDatabases } from '../support/database.ts';
import { sender } from '../support/sender.ts';
import { createWorld, type World, type WorldOptions } from '../support/world.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});
async function open(options: WorldOptions) {
  const world = await createWorld(options);
  worlds.push(world);
  return world;
}

const eventsOf = (world: World, name: string): TrafficEntry[] =>
  world.slack.traffic.entries().filter((e) => e.direction === 'to-app' && e.name === name);

/** Breaks and mends what every event writes to. */
async function rename(world: World, from: string, to: string): Promise<void> {
  const { read } = world.app().deps.db;
  await read.schema.alterTable(from).renameTo(to).execute();
}

onBothDatabases('An event', (dialect) => {
  for (const mode of ['http', 'socket'] as const) {
    it(`is acknowledged over ${mode} only once its transaction is durable, and comes again when that failed`, async () => {
      const world = await open({ mode, dialect });
      await rename(world, 'inbox', 'inbox_away');
      await world.as('U0BRAM').openHome();
      // The first try and the one that follows at once; the next comes a minute after them.
      await world.slack.until(() => eventsOf(world, 'event:app_home_opened').length >= 2, 'both to fail', 30_000);
      expect(eventsOf(world, 'event:app_home_opened').map((e) => e.status)).not.toContain('acknowledged');
      await rename(world, 'inbox_away', 'inbox');
      world.clock.moveBy({ seconds: 61 });
      await world.slack.until(
        () => eventsOf(world, 'event:app_home_opened').at(-1)?.status === 'acknowledged',
        'the event to come again',
        30_000,
      );
      await world.settle();
      expect(world.as('U0BRAM').home()).toBeTruthy();
    });
  }
});

describe('A slow or absent Slack', () => {
  for (const kind of ['hang-before', 'delay', 'reset-before'] as const) {
    it(`never holds up an acknowledgement (${kind})`, async () => {
      const world = await open({ mode: 'http' });
      world.slack.faults.add({ method: '*', kind, times: 100, ms: 8000 });
      const ada = world.as('U0ADA');
      const send = sender(world.app().port, world.slack.signingSecret);
      const team_id = world.slack.state.team.id;
      const began = performance.now();
      const message = {
        type: 'message',
        channel_type: 'im',
        user: 'U0ADA',
        text: 'kubernetes',
        channel: ada.appDm(),
        ts: '1.000001',
      };
      const event = { type: 'event_callback', team_id, event_id: 'Ev1', event: message };
      const command = {
        command: '/mentor',
        text: 'kubernetes',
        team_id,
        user_id: 'U0ADA',
        channel_id: 'C0MENTORING',
        trigger_id: '1.2.3',
        response_url: `${world.slack.url}/actions/T/none`,
      };
      const home = {
        ...event,
        event_id: 'Ev2',
        event: { type: 'app_home_opened', user: 'U0ADA', tab: 'home', channel: 'D1' },
      };
      const click = {
        type: 'block_actions',
        user: { id: 'U0ADA' },
        team: { id: team_id },
        trigger_id: '1.2.4',
        response_url: command.response_url,
        channel: { id: 'C0MENTORING' },
        message: { ts: '1.1' },
        actions: [{ type: 'button', action_id: 'requests.accept', block_id: 'b', value: 'none' }],
      };
      const statuses = await Promise.all([
        send.deliver('events_api', event),
        send.deliver('events_api', home),
        send.deliver('slash_commands', command),
        send.deliver('interactive', click),
      ]);
      expect(statuses).toEqual([200, 200, 200, 200]);
      expect(performance.now() - began).toBeLessThan(1500);
      world.slack.faults.clear();
    });
  }
});

describe('Socket Mode', () => {
  it('goes on over a renewed connection, with nothing lost and nothing twice', async () => {
    const world = await open({ mode: 'socket' });
    expect(world.slack.connections()).toBe(2);
    world.slack.refreshConnections();
    await expect.poll(() => world.slack.connections(), { timeout: 15_000 }).toBe(2);
    await world.as('U0BRAM').openHome();
    await world.settle();
    expect(world.as('U0BRAM').home()).toBeTruthy();
  });

  it('gives a redelivered event one effect', async () => {
    const world = await open({ mode: 'socket' });
    world.slack.faults.add({ method: 'event:app_home_opened', kind: 'duplicate-event' });
    await world.as('U0BRAM').openHome();
    await world.settle();
    expect(eventsOf(world, 'event:app_home_opened').map((e) => e.status)).toEqual(['acknowledged', 'acknowledged']);
    const { db } = world.app().deps;
    const keys = await db.read.selectFrom('inbox').select('key').where('key', 'like', 'Ev%').execute();
    expect(keys).toHaveLength(1);
  });
});
