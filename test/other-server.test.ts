import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import { createEmulator } from 'emulate';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { start } from '../src/start.ts';

const SECRET = 'a-signing-secret-of-some-length';
const TOKEN = 'xoxb-emulated';

const seed = {
  team: { name: 'Elsewhere', domain: 'elsewhere' },
  users: [{ name: 'ada', real_name: 'Ada' }],
  channels: [{ name: 'general' }],
  oauth_apps: [
    {
      client_id: 'c',
      client_secret: 's',
      app_id: 'A1',
      name: 'App',
      redirect_uris: ['http://localhost/x'],
      scopes: [],
      bot_name: 'app',
    },
  ],
  tokens: [{ token: TOKEN, user: 'app', scopes: ['users:read', 'chat:write'] }],
};

/**
 * Stands in front of the emulator, which knows no response_url, and catches what the app answers to one: such an address
 * has to be on the host of the Web API.
 */
async function withAnswers(emulator: string) {
  let catchAnswer: (text: string) => void = () => {};
  const caught = new Promise<string>((resolve) => {
    catchAnswer = resolve;
  });
  const server = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    if (req.url === '/answer') {
      res.end('ok');
      catchAnswer(body);
      return;
    }
    const { authorization = '', 'content-type': type = '' } = req.headers;
    const headers = { authorization, 'content-type': type };
    const answer = await fetch(`${emulator}${req.url}`, { method: 'POST', headers, body });
    res.writeHead(answer.status, { 'content-type': 'application/json' }).end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    caught,
    close: () => server.close(),
  };
}

it('The app runs over HTTP against a Slack API that is not its own sandbox', async () => {
  const emulator = await createEmulator({ service: 'slack', port: 48_732, seed: { slack: seed } });
  const box = await withAnswers(emulator.url);
  const config = readConfig({
    SLACK_BOT_TOKEN: TOKEN,
    SLACK_SIGNING_SECRET: SECRET,
    SLACK_API_URL: `${box.url}/api/`,
    DATABASE_URL: 'file::memory:',
    PORT: '0',
    LOG_LEVEL: 'silent',
  });
  const app = await start(config, systemClock);
  await app.idle();
  const people = await app.deps.db.read.selectFrom('member').select(['id', 'name']).execute();
  const ada = people.find(({ name }) => /ada/i.test(name));
  expect(ada).toBeDefined();

  const form = {
    command: '/mentor',
    text: 'help',
    user_id: ada!.id,
    team_id: app.deps.workspace.id,
    channel_id: 'C1',
    trigger_id: '1.2',
    response_url: `${box.url}/answer`,
  };
  const body = new URLSearchParams(form).toString();
  const timestamp = Math.floor(systemClock.now().epochMilliseconds / 1000);
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await fetch(`http://127.0.0.1:${app.port}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  expect(answer.status).toBe(200);
  const said = z.object({ text: z.string() }).parse(JSON.parse(await box.caught));
  expect(said.text).toMatch(/finds you a colleague/);
  await app.stop();
  box.close();
  await emulator.close();
});
