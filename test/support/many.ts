import { travelClock } from '../../sandbox/clock.ts';
import { loadSeed } from '../../sandbox/seed/load.ts';
import { createFront } from '../../sandbox/slack/front.ts';
import { createSlack } from '../../sandbox/slack/server.ts';
import { travel } from '../../sandbox/travel.ts';
import { readConfig } from '../../src/config.ts';
import { inTransaction, type Tx } from '../../src/database/transaction.ts';
import type { Deps } from '../../src/deps.ts';
import { newKey } from '../../src/key-ring.ts';
import { type Running, startMany } from '../../src/start.ts';
import { type Dialect, freshDatabaseUrl, handBackDatabase } from './database.ts';
import { MONDAY } from './world.ts';

export type ManyOptions = { dialect?: Dialect; teams?: string[]; at?: Temporal.Instant };

/** One deployment and several workspaces, alike in everything but their own id, each with an embedded Slack. */
export async function createMany({
  dialect = 'sqlite',
  teams = ['T0FIRST', 'T0SECOND'],
  at = MONDAY,
}: ManyOptions = {}) {
  const clock = travelClock({ start: at, frozen: true });
  const seed = loadSeed();
  const all = await Promise.all(
    teams.map((id) =>
      createSlack({ clock, seed: { ...seed, team: { ...seed.team, id } }, botToken: `xoxb-${id}-none` }),
    ),
  );
  const slacks = new Map(all.map((slack) => [slack.state.team.id, slack]));
  const front = await createFront(all);
  const databaseUrl = await freshDatabaseUrl(dialect);
  let running: Running<Deps>;

  async function startApp(): Promise<void> {
    const config = readConfig({
      SLACK_SIGNING_SECRET: all[0]!.signingSecret,
      SLACK_CLIENT_ID: all[0]!.oauth.clientId,
      SLACK_CLIENT_SECRET: all[0]!.oauth.clientSecret,
      SLACK_STATE_SECRET: 'only-for-these-tests-0123456789',
      TOKEN_KEYS: newKey(),
      SLACK_API_URL: front.apiUrl,
      DATABASE_URL: databaseUrl,
      PORT: '0',
      LOG_LEVEL: process.env.TEST_LOG ?? 'silent',
    });
    running = await startMany(config, config.slack.oauth!, clock);
    const address = `http://127.0.0.1:${running.port}`;
    for (const slack of all) {
      slack.setRequestUrl(`${address}/slack/events`, `${address}/slack/events`);
      slack.oauth.redirectUrl = `${address}/slack/oauth_redirect`;
    }
  }

  const slackOf = (team: string) => slacks.get(team)!;
  const idle = { idle: async () => void (await Promise.all(all.map((slack) => slack.idle()))) };
  const travelTo = (target: Temporal.Instant) => travel({ clock, slack: idle, app: running }, target);

  /** Opens the page of “Add to Slack”, as a browser: what it is sent on with. */
  async function openInstall(): Promise<{ cookie: string; address: string }> {
    const page = await fetch(`http://127.0.0.1:${running.port}/slack/install`);
    const link = /href="([^"]+authorize[^"]+)"/.exec(await page.text())?.[1] ?? '';
    const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? '';
    return { cookie, address: link.replaceAll('&amp;', '&') };
  }

  /** Agrees, or cancels, on Slack's page. @returns where Slack sends the browser. */
  async function agree(address: string, team: string, more = ''): Promise<string> {
    const answer = await fetch(`${address}&team=${team}${more}`, { redirect: 'manual' });
    return answer.headers.get('location') ?? '';
  }

  async function comeBack(address: string, cookie: string): Promise<{ status: number; text: string }> {
    const answer = await fetch(address, { headers: { cookie } });
    return { status: answer.status, text: await answer.text() };
  }

  async function install(team: string) {
    const { cookie, address } = await openInstall();
    return comeBack(await agree(address, team), cookie);
  }

  await startApp();
  return {
    clock,
    front,
    slack: slackOf,
    app: () => running,
    ...{ openInstall, agree, comeBack, install, travelTo },
    travel: (duration: Temporal.DurationLike) => travelTo(clock.now().add(duration)),
    settle: (seconds = 20) => travelTo(clock.now().add({ seconds })),
    work: async <T>(team: string, unit: (tx: Tx) => Promise<T>): Promise<T> => {
      const result = await inTransaction({ ...running.deps, workspace: { id: team } }, async (tx) => ({
        value: await unit(tx),
      }));
      return result!.value;
    },
    close: async () => {
      await running.stop();
      await front.close();
      for (const slack of all) await slack.close();
      await handBackDatabase(databaseUrl);
    },
  };
}
