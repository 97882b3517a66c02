import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Delivery } from '../../sandbox/slack/delivery/deliver.ts';
import { encode } from '../../sandbox/slack/delivery/http.ts';
import { asObject, type Json } from '../../sandbox/slack/engine/json.ts';
import { mutated, pickFrom, randomOf } from '../support/random.ts';
import { type Sender, sender } from '../support/sender.ts';
import { createWorld, type World } from '../support/world.ts';

/** How many requests of each sort are thrown at the app; the full size is that of the fire tests. */
const SIZE = Number(process.env.EDGE ?? 2_000);
const LIMIT = 600_000;

let world: World;
let slack: Sender;
let samples: { kind: Delivery['kind']; payload: Json }[];

/** What Slack really sent to this app: a command, clicks, a submission, events. */
async function recordSamples(): Promise<typeof samples> {
  const ada = world.as('U0ADA');
  await ada.command('/mentor kubernetes');
  await ada.command('/mentor');
  await ada.openHome();
  await ada.say({ channel: ada.appDm(), text: 'kubernetes' });
  await world.settle(5);
  const kindOf = (payload: Json): Delivery['kind'] =>
    payload.type === 'event_callback' ? 'events_api' : payload.command ? 'slash_commands' : 'interactive';
  const seen = world.slack.traffic.entries().filter((e) => e.direction === 'to-app');
  const real = seen.map((e) => asObject(e.request)).map((payload) => ({ kind: kindOf(payload), payload }));
  const user = { id: 'U0ADA', team_id: world.slack.state.team.id };
  const common = { team: { id: world.slack.state.team.id }, user, trigger_id: '1.2.3', token: 't' };
  const view = { id: 'V1', callback_id: 'none', private_metadata: '', state: { values: { b: { a: { value: 'x' } } } } };
  const made: Json[] = [
    {
      ...common,
      type: 'block_actions',
      actions: [{ type: 'button', action_id: 'requests.accept', block_id: 'b', value: 'x' }],
    },
    { ...common, type: 'view_submission', view },
    { ...common, type: 'view_closed', view },
    { ...common, type: 'block_suggestion', action_id: 'requests.topic', block_id: 'b', value: 'kub' },
    { ...common, type: 'shortcut', callback_id: 'find' },
    {
      ...common,
      type: 'message_action',
      callback_id: 'ask',
      message: { ts: '1.1', text: 'hi' },
      channel: { id: 'C0MENTORING' },
    },
  ];
  return [...real, ...made.map((payload) => ({ kind: 'interactive' as const, payload }))];
}

beforeAll(async () => {
  world = await createWorld({ mode: 'http' });
  slack = sender(world.app().port, world.slack.signingSecret);
  samples = await recordSamples();
});
afterAll(() => world.close());

const isAlive = async () => (await fetch(`http://127.0.0.1:${world.app().port}/healthz`)).status === 200;
const count = async (table: 'inbox' | 'job' | 'request') => {
  const row = await world
    .app()
    .deps.db.read.selectFrom(table)
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
};
/** Sends many with some at once, and counts the statuses. */
async function flood(size: number, one: (n: number) => Promise<number>): Promise<Map<number, number>> {
  const statuses = new Map<number, number>();
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < size; n = next++) {
      const status = await one(n);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
  };
  await Promise.all(Array.from({ length: 16 }, lane));
  return statuses;
}

describe('The edge', () => {
  it('refuses a signed null, a null payload and a payload that is no JSON', async () => {
    const form = 'application/x-www-form-urlencoded';
    expect(await slack.send({ body: 'null' })).toBe(400);
    expect(await slack.send({ body: 'payload=null', type: form })).toBe(400);
    expect(await slack.send({ body: 'payload=%7B', type: form })).toBe(400);
    expect(await slack.send({ body: '[]' })).toBe(400);
    expect(await slack.send({ body: '' })).toBe(400);
    expect(await slack.send({ body: '{"type":"event_callback"}' })).toBe(400);
    expect(await isAlive()).toBe(true);
  });

  it('refuses a body of five megabytes', async () => {
    expect([413, 0]).toContain(await slack.send({ body: JSON.stringify({ type: 'x', pad: 'a'.repeat(5_000_000) }) }));
    expect(await isAlive()).toBe(true);
  });

  it('refuses a signed body that is nested without end, or has fields without end', async () => {
    const form = 'application/x-www-form-urlencoded';
    const deep = `{"type":"url_verification","challenge":"x","a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`;
    expect(await slack.send({ body: deep })).toBe(400);
    expect(await slack.send({ body: new URLSearchParams({ payload: deep }).toString(), type: form })).toBe(400);
    expect(await slack.send({ body: 'a&'.repeat(500_000), type: form })).toBe(400);
    expect(await slack.send({ body: `{"type":"x","a":[${'1,'.repeat(400_000)}1]}` })).toBe(400);
    expect(await slack.send({ body: `{"type":"x","a":"${'['.repeat(1000)}` })).toBe(400);
    expect(await isAlive()).toBe(true);
  });

  it('does not look into a body before it knows who signed it', async () => {
    const form = 'application/x-www-form-urlencoded';
    const wrong = `v0=${'0'.repeat(64)}`;
    // Signed, each of these is refused for what it is; unsigned, nobody looks that far.
    for (const body of ['null', 'a&'.repeat(500_000), '{'.repeat(500_000), '']) {
      expect(await slack.send({ body, type: form, signature: wrong })).toBe(401);
    }
  });

  it('refuses timestamps that are stale, ahead or none at all', async () => {
    const { kind, payload } = samples[0]!;
    const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
    for (const timestamp of [now - 301, now + 400, 'soon', '', 0]) {
      expect(await slack.deliver(kind, payload, { timestamp }), String(timestamp)).toBe(401);
    }
    expect(await slack.deliver(kind, payload, { timestamp: now - 290 })).toBe(200);
  });

  it('answers addresses that are not its own, whatever stands in the body', async () => {
    const body = JSON.stringify({ type: 'url_verification', challenge: 'x' });
    for (const path of ['/slack/eventsandmore', '/slack/events/x', '/', '//', '/%', '/slack']) {
      expect(await slack.send({ body, path }), path).toBe(404);
    }
    expect(await slack.send({ body, path: '/slack/events?x=1' })).toBe(200);
    expect(await isAlive()).toBe(true);
  });

  it('ignores payloads of another workspace, and acknowledges them', async () => {
    const own = world.slack.state.team.id;
    /** The same as if it had never come before, or else it would be ignored for that. */
    const anew = ({ payload }: (typeof samples)[number], team: string, n: number): Json => {
      const moved = asObject(JSON.parse(JSON.stringify(payload).replaceAll(own, team)));
      if (!payload.event) return { ...moved, trigger_id: `${team}.${n}` };
      return { ...moved, event_id: `Ev${team}${n}`, event: { ...asObject(moved.event), ts: `1772445600.00${n}` } };
    };
    const before = [await count('inbox'), await count('job')];
    for (const [n, sample] of samples.entries()) {
      expect(await slack.deliver(sample.kind, anew(sample, 'T0OTHER', n))).toBe(200);
    }
    await world.settle(5);
    expect([await count('inbox'), await count('job')]).toEqual(before);
    for (const [n, sample] of samples.entries()) await slack.deliver(sample.kind, anew(sample, own, n));
    await world.settle(5);
    expect(await count('inbox')).toBeGreaterThan(before[0]!);
  });

  it('answers a command whose response_url is not Slack’s in the conversation, and calls nobody else', async () => {
    const calls: unknown[] = [];
    const other = createServer((req, res) => void res.end(String(calls.push(req.url))));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/x`;
    const command = samples.find((sample) => sample.kind === 'slash_commands')!.payload;
    const answers = () => world.as('U0ADA').messages().length;
    const before = answers();
    const forgedUrl = { ...command, response_url: url, trigger_id: '9.9.9' };
    expect(await slack.deliver('slash_commands', forgedUrl)).toBe(200);
    await world.settle(5);
    other.close();
    expect(calls).toEqual([]);
    expect(answers()).toBe(before + 1);
  });

  it('gives a body that comes five times one effect', async () => {
    const event = { type: 'event_callback', team_id: world.slack.state.team.id, event_id: 'Ev0REPLAY' };
    const payload = { ...event, event: { type: 'app_home_opened', user: 'U0BRAM', tab: 'home', channel: 'D0' } };
    const before = await count('inbox');
    const statuses = await Promise.all(Array.from({ length: 5 }, () => slack.deliver('events_api', payload)));
    expect(statuses).toEqual([200, 200, 200, 200, 200]);
    expect(await count('inbox')).toBe(before + 1);
  });

  it(
    `accepts none of ${SIZE} requests with a signature that is not right`,
    async () => {
      const random = randomOf(1);
      const before = [await count('inbox'), await count('job')];
      const statuses = await flood(SIZE, async () => {
        const { kind, payload } = pickFrom(random, samples);
        const { body, type } = encode({ kind, payload });
        return slack.send({ body, type, ...forged(random, body) });
      });
      expect([...statuses.keys()].sort()).toEqual([401]);
      expect([await count('inbox'), await count('job')]).toEqual(before);
    },
    LIMIT,
  );

  it(
    `survives ${SIZE} signed payloads that are malformed, without a single 5xx`,
    async () => {
      const random = randomOf(2);
      const statuses = await flood(SIZE, async () => {
        const { kind, payload } = pickFrom(random, samples);
        const spoilt = mutated(random, payload);
        if (kind === 'events_api') return slack.send({ body: JSON.stringify(spoilt) ?? '' });
        if (kind === 'slash_commands') return slack.deliver(kind, asObject(spoilt));
        return slack.send({
          body: new URLSearchParams({ payload: JSON.stringify(spoilt) ?? '' }).toString(),
          type: 'application/x-www-form-urlencoded',
        });
      });
      await world.settle(5);
      console.info(`${SIZE} malformed payloads: ${JSON.stringify(Object.fromEntries(statuses))}`);
      expect([...statuses.keys()].filter((status) => ![200, 400, 401].includes(status))).toEqual([]);
      expect(await isAlive()).toBe(true);
      expect(z.number().parse(statuses.get(400))).toBeGreaterThan(SIZE / 10);
    },
    LIMIT,
  );
});

/** A wrong signature: a digit changed, cut, another version, of another body, of another time. */
function forged(random: () => number, body: string) {
  const now = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const digits = Array.from({ length: 64 }, () => Math.floor(random() * 16).toString(16)).join('');
  return pickFrom(random, [
    { signature: `v0=${digits}` },
    { signature: `v1=${digits}` },
    { signature: 'v0=' },
    { signature: '' },
    { signature: digits },
    { signature: `v0=${digits.slice(0, 63)}` },
    { signature: 'v0=v0=v0' },
    { timestamp: now - 200, signature: `v0=${digits}` },
    { signature: `v0=${'0'.repeat(64)}`, body: `${body} ` },
  ]);
}
