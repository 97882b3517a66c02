import type { Receiver } from '@slack/bolt';
import { WebAPIPlatformError } from '@slack/web-api';
import { createApp, createJobs } from './app.ts';
import type { Clock } from './clock.ts';
import type { Config } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import type { Deps } from './deps.ts';
import { messageOf, StartError } from './errors.ts';
import { registerFeatures } from './features/index.ts';
import { warmUp } from './features/matching/service.ts';
import { planHousekeeping, registerWorkspace } from './housekeeping.ts';
import { createRunner, type Runner } from './jobs/runner.ts';
import { createLog } from './log.ts';
import { createClient } from './slack/client.ts';
import { type HealthServer, healthRoutes, serveHealth } from './slack/health.ts';
import { httpReceiver, socketReceiver } from './slack/receive.ts';
import { inWork } from './work.ts';

export type Running = {
  deps: Deps;
  runner: Runner;
  /** TCP port that answers /healthz (and /slack/events over HTTP). */
  port: number;
  /** Resolves when everything received is handled and nothing is due. */
  idle(): Promise<void>;
  /** Finishes what is in hand, ten seconds at most, and lets go of everything. */
  stop(): Promise<void>;
};

/** Milliseconds that a stop waits for what is in hand. */
const GRACE = 10_000;

/**
 * Starts the whole app.
 * @throws StartError in one clear sentence when the token, the database or the port is at fault.
 */
export async function start(config: Config, clock: Clock): Promise<Running> {
  const log = createLog(config);
  const slack = createClient(config, log);
  const team = await whoAmI(slack);
  const db = await openDatabase(config.databaseUrl, clock);
  try {
    await migrate(db.read);
    const deps: Deps = { config, db, clock: db.clock, log, slack, ...team.ids, jobs: { wake: () => runner.wake() } };
    const runner: Runner = createRunner(deps, createJobs());
    await registerWorkspace(deps, team.name);
    const stopping = new AbortController();
    const warming = warmUp(deps, { signal: stopping.signal }).then(
      (people) => log.info({ people }, 'matching is ready'),
      (error: unknown) => log.error({ err: error }, 'matching has no index'),
    );
    await inWork(deps, (work) => registerFeatures.prepare(work));
    const socket = config.slack.appToken !== undefined;
    let ready = false;
    const routes = healthRoutes(deps, () => ready);
    const receiver = socket ? socketReceiver(config, log) : httpReceiver(config, log, routes);
    const { intake } = await createApp(deps, receiver);
    const server = await listen(receiver, socket, config.port, routes);
    const housekeeping = await planHousekeeping(deps);
    runner.start();
    ready = true;
    log.info({ workspace: deps.workspaceId, mode: socket ? 'socket' : 'http', port: server.port }, 'Bitewise is ready');
    return {
      deps,
      runner,
      port: server.port,
      async idle() {
        await intake.idle();
        await runner.drain();
      },
      async stop() {
        ready = false;
        housekeeping.stop();
        await Promise.race([
          finish(receiver, server, intake.idle, runner),
          new Promise((r) => setTimeout(r, GRACE).unref()),
        ]);
        stopping.abort();
        await warming;
        await db.close();
      },
    };
  } catch (error) {
    await db.close();
    throw error;
  }
}

async function finish(
  receiver: Receiver,
  server: HealthServer,
  idle: () => Promise<void>,
  runner: Runner,
): Promise<void> {
  await receiver.stop();
  await server.close();
  await idle();
  await runner.stop();
}

async function listen(
  receiver: Receiver,
  socket: boolean,
  port: number,
  routes: ReturnType<typeof healthRoutes>,
): Promise<HealthServer> {
  try {
    if (!socket) return portOf(await receiver.start(port));
    await receiver.start();
    return await serveHealth(port, routes);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new StartError(`Port ${port} is already in use. Set PORT to a free one.`);
    }
    throw new StartError(`Slack could not be reached to receive events: ${describe(error)}.`);
  }
}

function portOf(server: unknown): HealthServer {
  const address =
    typeof server === 'object' && server !== null && 'address' in server && typeof server.address === 'function'
      ? server.address()
      : undefined;
  return { port: address?.port ?? 0, close: async () => {} };
}

async function whoAmI(slack: Deps['slack']) {
  try {
    const me = await slack.auth.test();
    return { name: me.team ?? '', ids: { workspaceId: me.team_id ?? '', botUserId: me.user_id ?? '' } };
  } catch (error) {
    throw new StartError(
      error instanceof WebAPIPlatformError
        ? `Slack does not accept SLACK_BOT_TOKEN (${error.data.error}). Copy the bot token again from your Slack app under “OAuth & Permissions”.`
        : `Slack cannot be reached at ${slack.slackApiUrl}: ${describe(error)}.`,
    );
  }
}

function describe(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : messageOf(error);
}
