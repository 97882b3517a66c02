import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createSlack } from '../../sandbox/slack/server.ts';
import { sender } from '../support/sender.ts';

const BIN = new URL('../../bin/bitewise.js', import.meta.url).pathname;

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** The real app as a process of its own on an embedded Slack, over signed HTTP, to be killed and started again. */
export async function createApp(databaseUrl: string) {
  const slack = await createSlack();
  const port = await freePort();
  const env = {
    ...process.env,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: databaseUrl,
    PORT: String(port),
    LOG_LEVEL: 'silent',
  };
  let child: ChildProcess | undefined;
  const isReady = () =>
    fetch(`http://127.0.0.1:${port}/readyz`).then(
      (r) => r.status === 200,
      () => false,
    );
  return {
    slack,
    send: sender(port, slack.signingSecret),
    /** Starts it and resolves when it is ready. */
    async start(): Promise<void> {
      child = spawn(process.execPath, [BIN, 'start'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
      while (!(await isReady())) {
        if (child.exitCode !== null) throw new Error(`The app ended with ${child.exitCode}`);
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    /** Sends it a signal and resolves to its exit code when it is gone. */
    end(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
      return new Promise((resolve) => {
        child?.once('exit', (code) => resolve(code));
        child?.kill(signal);
      });
    },
    async close(): Promise<void> {
      child?.kill('SIGKILL');
      await slack.close();
    },
  };
}
