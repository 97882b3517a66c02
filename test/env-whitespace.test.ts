import { afterEach, expect, it } from 'vitest';
import { createSlack, type Slack } from '../sandbox/slack/server.ts';
import { systemClock } from '../src/clock.ts';
import { readConfig } from '../src/config.ts';
import { type Running, start } from '../src/start.ts';

let slack: Slack | undefined;
let running: Running | undefined;
afterEach(async () => {
  await running?.stop();
  await slack?.close();
  [running, slack] = [undefined, undefined];
});

it.each(['\n', '\r\n', ' '])('a signing secret that ends with %j still verifies what Slack signs', async (end) => {
  slack = await createSlack();
  const env = {
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: `${slack.signingSecret}${end}`,
    SLACK_API_URL: slack.apiUrl,
    DATABASE_URL: 'file::memory:',
    PORT: '0',
    LOG_LEVEL: 'silent',
  };
  running = await start(readConfig(env), systemClock);
  slack.setRequestUrl(`http://127.0.0.1:${running.port}/slack/events`);
  await slack.people.as('U0ADA').command('/mentor help');
  await slack.until(() => slack!.people.as('U0ADA').messages().at(-1), 'an answer');
});

const read = (token: string) => () => readConfig({ SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: 'xapp-1-a' });
it.each(['xoxb-1-2-abc\n', ' xoxb-1-2-abc', 'xoxb-1-2-abc\r\n'])(
  '%j is the bot token without what surrounds it',
  (token) => {
    expect(read(token)().slack.botToken).toBe('xoxb-1-2-abc');
  },
);

it('a token in quotes is taken without them, or the quotes are named', () => {
  let text = '';
  try {
    text = read('"xoxb-1-2-abc"')().slack.botToken;
  } catch (error) {
    text = (error as Error).message;
  }
  expect(text === 'xoxb-1-2-abc' || /quot/i.test(text)).toBe(true);
});
