import { type ChildProcess, fork } from 'node:child_process';
import { createSlack } from '../../sandbox/slack/server.ts';
import { FAULTS } from '../support/chaos.ts';
import { fastClock } from './fast-clock.ts';
import { isNudge } from './workload.ts';

const DRIVER = new URL('./driver.ts', import.meta.url);
/** How much faster than the machine the experiments' time goes, and how long a call may take in real milliseconds. */
export const SPEED = 10;
const TIMEOUT = 1_000;
const POST = 'chat.postMessage';

export type Options = { databaseUrl: string; protection?: boolean; keepWal?: boolean };

/** A process of the experiment; under a tracer its number is not that of the child. */
export type Life = { child: ChildProcess; pid: number };

const isSilent = (text: string) => isNudge(text) && /[02468] /.test(text);

/** An embedded Slack with a share of faults, and driver processes that can be killed. */
export async function createFire(options: Options, random: () => number, share = 0.25) {
  const origin = Temporal.Now.instant().epochMilliseconds;
  const clock = fastClock(SPEED, origin);
  const slack = await createSlack({ clock });
  // Of half of the nudges nobody hears whether they are there: they are, and have to be found.
  slack.faults.add({ method: POST, kind: 'reset-after', times: 1e9, match: ({ text }) => isSilent(String(text)) });
  for (const kind of FAULTS) {
    const match = () => random() < share / FAULTS.length;
    slack.faults.add({ method: POST, kind, times: 1e9, lateMs: 30_000, retryAfter: 2, match });
  }
  for (const kind of ['500-before', 'reset-before', '429'] as const) {
    const match = () => random() < share / 10;
    slack.faults.add({ method: 'conversations.history', kind, times: 1e9, match });
  }
  const acks = new Map<string, () => void>();
  const deaths: string[] = [];

  /**
   * Starts a process and resolves when it takes events. With `trace`, strace writes down its
   * writes and syncs, and kills it as it enters its nth sync.
   */
  function spawn(skew = 0, trace?: { file: string; nth: number }): Promise<Life> {
    const fatal = `inject=fdatasync,fsync:signal=SIGKILL:when=${trace?.nth}`;
    const flags = ['-f', '-y', '-s', '0', '-e', 'trace=pwrite64,fdatasync,fsync', '-e', fatal, '-o', trace?.file ?? ''];
    const traced = [...flags, process.execPath];
    const child = fork(DRIVER, {
      ...(trace ? { execPath: 'strace', execArgv: traced } : {}),
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      env: {
        ...process.env,
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_APP_TOKEN: slack.appToken,
        SLACK_API_URL: slack.apiUrl,
        DATABASE_URL: options.databaseUrl,
        LOG_LEVEL: 'silent',
        FIRE_SPEED: String(SPEED),
        FIRE_ORIGIN: String(origin),
        FIRE_SKEW: String(skew),
        FIRE_TIMEOUT: String(TIMEOUT),
        ...(options.protection === false ? { FIRE_UNPROTECTED: '1' } : {}),
        ...(options.keepWal ? { FIRE_KEEP_WAL: '1' } : {}),
      },
    });
    return new Promise((resolve, reject) => {
      child.on('message', (message: { ready?: true; pid?: number; ack?: string }) => {
        if (message.ready) resolve({ child, pid: message.pid ?? 0 });
        if (message.ack !== undefined) acks.get(message.ack)?.();
      });
      child.on('error', reject);
      child.on('exit', (code, signal) => {
        if (trace) return resolve({ child, pid: 0 });
        deaths.push(`${code ?? signal}`);
        reject(new Error(`The driver ended with ${code ?? signal} before it was ready`));
      });
    });
  }

  return {
    slack,
    clock,
    /** Exit codes of processes that nobody killed. */
    deaths,
    spawn,
    /** Sends an event until it is acknowledged, to whoever is alive, as Slack does. */
    async deliver(n: string, channel: string, alive: () => Life | undefined): Promise<void> {
      let isAcknowledged = false;
      const acknowledged = new Promise<void>((resolve) => {
        acks.set(n, () => {
          isAcknowledged = true;
          resolve();
        });
      });
      while (!isAcknowledged) {
        const child = alive()?.child;
        // A process that was just killed cannot be written to; the next round finds another one.
        if (child?.connected) child.send({ n, channel }, () => {});
        await Promise.race([acknowledged, new Promise((resolve) => setTimeout(resolve, 300))]);
      }
      acks.delete(n);
    },
    /** What the people of an experiment read from the app. */
    seen: (): string[] =>
      [...slack.state.conversations.values()]
        .filter((c) => c.kind === 'im')
        .flatMap((c) => c.messages.filter((m) => m.bot_id).map((m) => m.text ?? ''))
        .filter((text) => text.startsWith('fire ')),
    /** How many messages of whatever kind there are. */
    count: (): number => [...slack.state.conversations.values()].reduce((sum, c) => sum + c.messages.length, 0),
    people: [...slack.state.people.values()]
      .filter((p) => !p.isBot && !p.deleted && p.id !== 'USLACKBOT')
      .map((p) => p.id),
    close: () => slack.close(),
  };
}

export type Fire = Awaited<ReturnType<typeof createFire>>;

/** Resolves when a process is gone. */
export function gone({ child }: Life): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve();
    child.once('exit', () => resolve());
  });
}

/** Kills a process at once, as `kill -9` does, and resolves when it is gone. */
export function kill({ child, pid }: Life): Promise<void> {
  return new Promise((resolve) => {
    child.removeAllListeners('exit');
    child.once('exit', () => resolve());
    process.kill(pid, 'SIGKILL');
  });
}
