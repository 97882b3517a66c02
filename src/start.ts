import { Server } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import type { Receiver } from '@slack/bolt';
import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { createApp, createJobs, createLastJobs } from './app.ts';
import type { Clock } from './clock.ts';
import { createComings } from './comings.ts';
import type { Config, OAuth } from './config.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase } from './database/open.ts';
import { inTransaction } from './database/transaction.ts';
import type { Deps, WorkspaceDeps } from './deps.ts';
import { messageOf, StartError } from './errors.ts';
import { features, listeners } from './features/index.ts';
import { installedWorkspaces, lostKeys, requireKeys } from './features/installations/service/index.ts';
import { warmUp } from './features/matching/service/index.ts';
import { DAYS_AFTER_UNINSTALLING } from './features/privacy/service/index.ts';
import { planHour, planHousekeeping, planHousekeepingOfAll, registerWorkspace } from './housekeeping.ts';
import { createInstallations } from './installations.ts';
import { createInstaller } from './installer.ts';
import { createRunner, type Runner, runBatches } from './jobs/runner.ts';
import { createTurns } from './jobs/turns.ts';
import { createKeyRing } from './key-ring.ts';
import { createLog } from './log.ts';
import { serveMetrics } from './metrics.ts';
import { createOutbox } from './outbox/outbox.ts';
import { createClient } from './slack/client.ts';
import { type HealthServer, healthRoutes, portError, serveHealth } from './slack/health.ts';
import { createReadiness } from './slack/readiness.ts';
import { httpReceiver, type Installer, socketReceiver } from './slack/receivers.ts';
import { oneInstallation, type Workspace } from './workspace.ts';

export type Running<D extends Deps = WorkspaceDeps> = {
  deps: D;
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

/** Milliseconds in which a connection to Slack has to stand at the start. */
const CONNECTING = 60_000;

/** What stands in the process whatever the number of workspaces. */
type Base = Omit<Deps, 'installations'>;

/** What differs between one workspace and many. */
type Furnished<D extends Deps> = {
  deps: D;
  runner: Runner;
  /** The workspace, where there is one. */
  workspaceId?: string;
  installer?: Installer;
  /** Plans the calendar-like work; it needs everything else in place. */
  plan(): Promise<{ stop(): unknown }> | { stop(): unknown };
  /** Ends what goes on beside everything else. */
  stop(): unknown;
};

/**
 * Starts the whole app for the workspace whose token stands in the environment, or leaves nothing of it behind.
 * @throws StartError in one clear sentence when the token, the database or the port is at fault.
 */
export async function start(config: Config, clock: Clock): Promise<Running> {
  const log = createLog(config);
  const { name, workspace } = await whoAmI(createClient(config, log));
  return open(config, clock, log, async (base) => {
    const deps = { ...base, installations: oneInstallation(workspace), workspace };
    await registerWorkspace(deps, name);
    const warming = warm(deps);
    return {
      deps,
      workspaceId: workspace.id,
      runner: createRunner(deps, createJobs(), createOutbox(deps)),
      plan: () => planHousekeeping(deps),
      stop: warming.stop,
    };
  });
}

/**
 * Starts the whole app for any workspace that adds it, or leaves nothing of it behind.
 * @throws StartError as `start` does, and when no key opens the tokens.
 */
export async function startMany(config: Config, oauth: OAuth, clock: Clock): Promise<Running<Deps>> {
  const log = createLog(config);
  return open(config, clock, log, async (base) => {
    const { shut } = await requireKeys(base.db, createKeyRing(oauth.tokenKeys));
    if (shut > 0) log.error(lostKeys(shut));
    const planFor = (id: string) => void planHour({ ...base, workspace: { id } });
    const { keep, hear } = createComings(base, oauth, planFor);
    const deps: Deps = { ...base, installations: { ...createInstallations(base, oauth), hear } };
    const tokenless = createClient(config, log);
    const turns = createTurns(deps, {
      registry: createJobs(),
      last: createLastJobs(),
      carrierOf: createOutbox,
      former: (id) => ({ id, botUserId: '', slack: tokenless }),
      restHours: 24 * DAYS_AFTER_UNINSTALLING,
    });
    return {
      deps,
      runner: runBatches(deps, turns),
      installer: createInstaller(base, oauth, keep),
      plan: () => planHousekeepingOfAll(base, () => installedWorkspaces(base.db.read)),
      stop: () => {},
    };
  });
}

async function open<D extends Deps>(
  config: Config,
  clock: Clock,
  log: Base['log'],
  furnish: (base: Base) => Promise<Furnished<D>>,
): Promise<Running<D>> {
  const db = await openDatabase(config.databaseUrl, clock);
  /** What ends again what has begun, the newest first. */
  const ends: (() => unknown)[] = [() => db.close()];
  try {
    await migrate(db.read);
    let wake: (workspaceId?: string) => void = () => {};
    const jobs = { wake: (workspaceId?: string) => wake(workspaceId) };
    const furnished = await furnish({ config, db, clock: db.clock, log, jobs, listeners });
    const { deps, runner, installer, workspaceId } = furnished;
    wake = runner.wake;
    ends.unshift(furnished.stop);
    await inTransaction({ ...deps, workspace: { id: workspaceId ?? '' } }, async (tx) => {
      for (const { prepare } of features) await prepare?.(tx);
    });
    let ready = false;
    const whyNotReady = async () => (ready ? whyNot() : 'it’s starting or stopping');
    const hideMetrics = await serveMetrics(deps, whyNotReady);
    ends.unshift(hideMetrics);
    const routes = healthRoutes(whyNotReady);
    const socket = config.slack.appToken !== undefined;
    const receiver = socket ? socketReceiver(config, log) : httpReceiver(config, log, routes, undefined, installer);
    const whyNot = createReadiness(deps, receiver);
    const { intake } = await createApp(deps, receiver);
    const server = socket ? await serveHealth(config, routes) : undefined;
    if (server) ends.unshift(server.close);
    ends.unshift(() => receiver.stop());
    const port = server?.port ?? (await bind(receiver, config));
    if (socket) await connect(receiver);
    const housekeeping = await furnished.plan();
    runner.start();
    ready = true;
    log.info({ workspace: workspaceId, mode: socket ? 'socket' : 'http', port }, 'Bitewise is ready');
    return {
      deps,
      runner,
      port,
      async idle() {
        await intake.idle();
        await runner.drain();
      },
      async stop() {
        ready = false;
        const planned = housekeeping.stop();
        await Promise.race([
          finish(receiver, server, intake.idle, runner),
          setTimeout(GRACE, undefined, { ref: false }),
        ]);
        await Promise.all([planned, hideMetrics()]);
        await furnished.stop();
        await db.close();
      },
    };
  } catch (error) {
    for (const end of ends) await Promise.resolve(end()).catch(() => {});
    throw error;
  }
}

/** Builds the index of matching beside everything else; `stop` ends that and waits until it has. */
function warm(deps: WorkspaceDeps): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const warming = warmUp(deps, { signal: stopping.signal }).then(
    (people) => deps.log.info({ people }, 'matching is ready'),
    (error: unknown) => deps.log.error({ err: error }, 'matching has no index'),
  );
  return {
    stop: () => {
      stopping.abort();
      return warming;
    },
  };
}

async function finish(
  receiver: Receiver,
  server: HealthServer | undefined,
  idle: () => Promise<void>,
  runner: Runner,
): Promise<void> {
  await receiver.stop();
  await server?.close();
  await idle();
  await runner.stop();
}

/** The port on which Slack's requests come in. */
async function bind(receiver: Receiver, { port, host }: Config): Promise<number> {
  const server: unknown = await receiver.start({ port, ...(host ? { host } : {}) }).catch((error: unknown) => {
    throw portError(error, port);
  });
  const address = server instanceof Server ? server.address() : null;
  return typeof address === 'object' && address ? address.port : port;
}

/** Connects to Slack in Socket Mode, which would otherwise go on trying for ever. */
async function connect(receiver: Receiver): Promise<void> {
  const timer = new AbortController();
  const late = setTimeout(CONNECTING, undefined, { signal: timer.signal }).then(() => {
    throw new Error('no connection within a minute');
  });
  try {
    await Promise.race([receiver.start(), late]);
  } catch (error) {
    throw new StartError(`Slack couldn’t be reached to receive events: ${describe(error)}.`);
  } finally {
    timer.abort();
    late.catch(() => {});
  }
}

async function whoAmI(slack: WebClient): Promise<{ name: string; workspace: Workspace }> {
  try {
    const me = await slack.auth.test();
    const organisation = me.enterprise_id ? { enterpriseId: me.enterprise_id } : {};
    const workspace = { id: me.team_id ?? '', botUserId: me.user_id ?? '', slack, ...organisation };
    return { name: me.team ?? '', workspace };
  } catch (error) {
    throw new StartError(
      error instanceof WebAPIPlatformError
        ? `Slack doesn’t accept SLACK_BOT_TOKEN (${error.data.error}). Copy the bot token again from your Slack app under “OAuth & Permissions”.`
        : `Slack can’t be reached at ${slack.slackApiUrl}: ${describe(error)}.`,
    );
  }
}

function describe(error: unknown): string {
  return error instanceof WebAPIPlatformError ? error.data.error : messageOf(error);
}
