import { connect } from 'node:net';
import { App } from '@slack/bolt';
import { pino } from 'pino';
import { afterEach, expect, it } from 'vitest';
import { sign } from '../../sandbox/slack/delivery/http.ts';
import { readConfig } from '../../src/config.ts';
import { httpReceiver } from '../../src/slack/receivers.ts';
import { sender } from '../support/sender.ts';

const SECRET = 'a-secret-of-slack';
const config = readConfig({ SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: SECRET });

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A receiver on a free port that nobody listens behind. `slowest`: milliseconds that a request may take. */
async function receiver(slowest?: number) {
  const logged: { msg: string; refused?: Record<string, number> }[] = [];
  const log = pino({ level: 'warn' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const made = httpReceiver(config, log, [], slowest);
  new App({ receiver: made, authorize: async () => ({ botToken: 'xoxb-1' }) });
  const server = await made.start(0);
  ends.push(() => made.stop());
  const address = (server as { address(): { port: number } }).address();
  return { port: address.port, logged, made };
}

/** Opens a connection, sends `head` and then nothing more. @returns what came back once the other side has hung up. */
function dawdle(port: number, head: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(head);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk;
  });
  return new Promise((resolve) => socket.once('close', () => resolve(answer)));
}

it('hangs up on who brings a header or a body too slowly', async () => {
  const { port } = await receiver(200);
  const timestamp = Math.floor(Temporal.Now.instant().epochMilliseconds / 1000);
  const signed = `x-slack-request-timestamp: ${timestamp}\r\nx-slack-signature: ${sign(SECRET, timestamp, '{}')}\r\n`;
  const start = 'POST /slack/events HTTP/1.1\r\nhost: x\r\n';
  const heads = [
    start,
    `${start}${signed}content-type: application/json\r\ncontent-length: 1000\r\n\r\n{`,
    `${start}content-length: 1000\r\n\r\n{`,
    'POST /elsewhere HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n{',
  ];
  const answers = await Promise.all(heads.map((head) => dawdle(port, head)));
  for (const answer of answers) expect(answer).toMatch(/^(HTTP\/1.1 4\d\d .*)?$/s);
});

it('writes a flood of refused requests into the log as a line a second at most', async () => {
  const { port, logged } = await receiver();
  const { send } = sender(port, SECRET);
  const began = performance.now();
  const all = await Promise.all(
    Array.from({ length: 500 }, (_, n) => send({ body: '{}', signature: n % 2 ? 'none' : `v0=${'1'.repeat(64)}` })),
  );
  const seconds = (performance.now() - began) / 1000;
  expect(new Set(all)).toEqual(new Set([401]));
  expect(logged.length).toBeGreaterThan(0);
  expect(logged.length).toBeLessThanOrEqual(1 + Math.floor(seconds));
  expect(logged[0]).toMatchObject({ msg: 'requests were refused', refused: { 401: 1 } });
});

it('acknowledges late what takes longer than Slack waits, and does not call it unknown', async () => {
  const { port, logged, made } = await receiver();
  made.init({
    processEvent: async ({ ack }: { ack(): Promise<void> }) => {
      // Bolt gives up after 3,001 milliseconds.
      await new Promise((resolve) => setTimeout(resolve, 3_300));
      await ack();
    },
  } as unknown as App);
  const { send } = sender(port, SECRET);
  expect(await send({ body: '{"type":"event_callback"}' })).toBe(200);
  expect(logged.map((line) => line.msg)).toEqual(['requests are acknowledged too late']);
});
