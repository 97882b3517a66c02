import { createServer } from 'node:http';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { isSlackAddress, respond } from '../../src/slack/response-url.ts';

const config = (apiUrl?: string) =>
  readConfig({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_SIGNING_SECRET: 'a-secret-of-slack',
    ...(apiUrl ? { SLACK_API_URL: apiUrl } : {}),
  });

it.each([
  'https://hooks.slack.com/commands/T1/2/3',
  'https://hooks.slack.com/actions/T1/2/3',
  'https://slack.com/api/x',
  'https://hooks.slack-gov.com/commands/T1/2/3',
])('A message may be sent to %s', (url) => {
  expect(isSlackAddress(config(), url)).toBe(true);
});

it.each([
  'http://hooks.slack.com/commands/T1/2/3',
  'https://hooks.slack.com.example.org/x',
  'https://notslack.com/x',
  'https://hooks.slack.com@example.org/x',
  'http://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:3000/healthz',
  'file:///etc/passwd',
  'nonsense',
  '',
])('No message is sent to %j', (url) => {
  expect(isSlackAddress(config(), url)).toBe(false);
});

it('An emulator at SLACK_API_URL may give its own addresses, and no other port of that machine', () => {
  expect(isSlackAddress(config('http://127.0.0.1:9999/api/'), 'http://127.0.0.1:9999/commands/1')).toBe(true);
  expect(isSlackAddress(config('http://127.0.0.1:9999/api/'), 'http://127.0.0.1:9998/commands/1')).toBe(false);
});

it('A message does not follow to where an answer points', async () => {
  let hits = 0;
  const server = createServer((req, res) => {
    hits += 1;
    res.writeHead(307, { location: '/elsewhere' });
    res.end();
    req.resume();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  await expect(respond(`http://127.0.0.1:${port}/one`, { text: 'x' })).rejects.toThrow();
  server.close();
  expect(hits).toBe(1);
});
