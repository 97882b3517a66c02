import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { travelClock } from '../../sandbox/clock.ts';
import { createSlack } from '../../sandbox/slack/server.ts';
import { readConfig } from '../../src/config.ts';
import { inTransaction } from '../../src/database/transaction.ts';
import { troubleNoticePrompt } from '../../src/features/ops-alerts/service.ts';
import { queuePrompt } from '../../src/features/prompts/service/index.ts';
import { type Running, start } from '../../src/start.ts';
import { instant, isBefore } from '../../src/time.ts';
import { crowd, personOf } from '../support/crowd.ts';
import { randomOf } from '../support/random.ts';
import { sender } from '../support/sender.ts';
import { goal } from './figures.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const MEMBERS = Number(process.env.MEMBERS ?? (isShort ? 1_000 : 100_000));
/** People who get a prompt on each working day of a week. */
const PROMPTED = Number(process.env.PROMPTED ?? (isShort ? 30 : 2_000));
const MONDAY = Temporal.Instant.from('2026-03-02T06:00:00Z');

it(`${MEMBERS} members: the directory is read, a week of prompts gets through 429s, and a start is quick`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bitewise-members-'));
  const clock = travelClock({ start: MONDAY, frozen: true });
  const slack = await createSlack({ clock, seed: crowd(MEMBERS), rateLimits: true });
  const config = readConfig({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: `file:${join(folder, 'a.db')}`,
    PORT: '0',
    LOG_LEVEL: 'silent',
  });
  let app: Running = await start(config, clock);
  const travel = async (duration: Temporal.DurationLike) => {
    const target = clock.now().add(duration);
    for (;;) {
      await app.idle();
      const next = await app.runner.next();
      if (next === undefined || isBefore(target, instant(next))) break;
      if (isBefore(clock.now(), instant(next))) clock.moveTo(instant(next));
    }
    if (isBefore(clock.now(), target)) clock.moveTo(target);
  };
  const began = performance.now();
  await travel({ minutes: 60 });
  const read = await app.deps.db.read
    .selectFrom('member')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const syncSeconds = (performance.now() - began) / 1000;
  expect(read.n).toBeGreaterThanOrEqual(MEMBERS);

  await app.stop();
  const startedAt = performance.now();
  app = await start(config, clock);
  const send = sender(app.port, slack.signingSecret);
  const event = { type: 'app_home_opened', user: personOf(0), tab: 'home', channel: 'D1' };
  expect(
    await send.deliver('events_api', { type: 'event_callback', team_id: slack.state.team.id, event_id: 'E1', event }),
  ).toBe(200);
  const startSeconds = (performance.now() - startedAt) / 1000;
  goal('start until the first acknowledgement, milliseconds', startSeconds * 1000, 5_000);

  const random = randomOf(MEMBERS);
  slack.faults.add({
    method: 'chat.postMessage',
    kind: '429',
    retryAfter: 20,
    times: 300,
    match: () => random() < 0.05,
  });
  // Something to prompt about: three jobs that ended badly on each day, so that the notice has something to say.
  const days = Array.from({ length: 5 }, (_, n) => MONDAY.add({ hours: 24 * n }));
  for (const day of days) {
    const date = day.toString().slice(0, 10);
    await app.deps.db.read
      .insertInto('job')
      .values({
        id: `dead-${date}`,
        workspace_id: app.deps.workspace.id,
        key: `dead-${date}`,
        kind: 'fire.none',
        payload: '{}',
        due_at: day.toString(),
        run_at: day.toString(),
        attempt: 1,
        failures: 12,
        phase: 0,
        outcome: 'dead',
        finished_at: `${date}T06:00:00.000Z`,
      })
      .execute();
    await inTransaction(app.deps, async (tx) => {
      for (let n = 0; n < PROMPTED; n += 1) {
        const schedule = { memberId: personOf(n), key: `fire:${date}:${n}`, dueAt: day.add({ hours: 4 }) };
        await queuePrompt(tx, troubleNoticePrompt, { date }, schedule);
      }
    });
  }
  await travel({ hours: 24 * 6 });
  const got = Array.from({ length: PROMPTED }, (_, n) => {
    const dm = [...slack.state.conversations.values()].find((c) => c.kind === 'im' && c.members.has(personOf(n)));
    return (dm?.messages ?? []).filter((m) => m.text?.includes('couldn’t be delivered')).length;
  });
  const result = {
    members: read.n,
    syncSeconds: Math.round(syncSeconds),
    startSeconds,
    prompts: got.reduce((a, b) => a + b, 0),
    rateLimited: 300 - slack.faults.left(),
  };
  console.info(`members: ${JSON.stringify(result)}`);
  expect(got.every((n) => n === days.length)).toBe(true);
  expect(result.rateLimited).toBeGreaterThan(0);
  await app.stop();
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});
