import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TravelClock, travelClock } from '../../sandbox/clock.ts';
import { sign } from '../../sandbox/slack/delivery/http.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';

type Heard = { headers: Record<string, unknown>; body: string; event: Record<string, unknown>; id: string };
let slack: Slack;
let clock: TravelClock;
let server: Server;
let heard: Heard[];
let status: number;
let answerHeaders: Record<string, string>;

beforeEach(async () => {
  heard = [];
  status = 200;
  answerHeaders = {};
  clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { event, event_id } = JSON.parse(body);
    heard.push({ headers: request.headers, body, event, id: event_id });
    response.writeHead(status, answerHeaders).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  slack = await createSlack({
    clock,
    requestUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/`,
  });
});
afterEach(async () => {
  await slack.close();
  server.close();
});

const types = () => heard.map(({ event }) => `${event.type}${event.subtype ? `/${event.subtype}` : ''}`);

describe('An event', () => {
  it('has the documented envelope and a signature over its body', async () => {
    await slack.people.as('U0ADA').tellApp('hello');
    const [{ headers, body, event }] = heard as [Heard];
    expect(JSON.parse(body)).toMatchObject({
      type: 'event_callback',
      team_id: 'T0HARBOUR',
      api_app_id: 'A0APP',
      event_id: expect.stringMatching(/^Ev/),
      event_time: clock.now().epochMilliseconds / 1000,
      authorizations: [{ team_id: 'T0HARBOUR', user_id: 'U0APP', is_bot: true }],
    });
    expect(event).toMatchObject({
      type: 'message',
      user: 'U0ADA',
      text: 'hello',
      channel_type: 'im',
      team: 'T0HARBOUR',
    });
    const timestamp = Number(headers['x-slack-request-timestamp']);
    expect(headers['x-slack-signature']).toBe(sign(slack.signingSecret, timestamp, body));
    expect(headers['content-type']).toBe('application/json');
  });

  it('that is not acknowledged comes again at once, after a minute and after five, then no more', async () => {
    status = 500;
    await slack.people.as('U0ADA').tellApp('hello');
    await slack.idle();
    expect(heard).toHaveLength(2);
    const step = async (seconds: number, expected: number) => {
      clock.moveBy({ seconds });
      await slack.idle();
      expect(heard).toHaveLength(expected);
    };
    await step(59, 2);
    await step(1, 3);
    await step(299, 3);
    await step(1, 4);
    await step(86_400, 4);
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1);
    expect(heard.map(({ headers }) => headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(heard.at(-1)?.headers['x-slack-retry-reason']).toBe('http_error');
  });

  it('does not come again when the app asks not to', async () => {
    status = 500;
    answerHeaders = { 'x-slack-no-retry': '1' };
    await slack.people.as('U0ADA').tellApp('hello');
    await slack.idle();
    expect(heard).toHaveLength(1);
  });

  it('comes only for subscriptions of the manifest, and only from where the app is', async () => {
    const ada = slack.people.as('U0ADA');
    await ada.say({ channel: 'C0GENERAL', text: 'not for the app' });
    const elsewhere = ada.openDm(['U0BRAM']);
    await ada.say({ channel: elsewhere, text: 'not for the app' });
    await ada.leave('C0MENTORING');
    expect(types()).toEqual([]);
    await ada.join('C0MENTORING');
    await ada.say({ channel: 'C0MENTORING', text: 'hello' });
    expect(types()).toEqual(['member_joined_channel', 'message']);
    expect(heard.map(({ event }) => event.channel_type)).toEqual(['C', 'channel']);
  });

  it('comes twice for a mention in a channel, once in a DM, with what was typed made safe', async () => {
    const ada = slack.people.as('U0ADA');
    await ada.say({ channel: 'C0MENTORING', text: '@bitewise who knows <!channel> & C++?' });
    expect(types().toSorted()).toEqual(['app_mention', 'message']);
    expect(heard[0]?.event.text).toBe('<@U0APP> who knows &lt;!channel&gt; &amp; C++?');
    expect(heard[0]?.event.blocks).toMatchObject([
      {
        type: 'rich_text',
        elements: [
          {
            elements: [
              { type: 'user', user_id: 'U0APP' },
              { type: 'text', text: ' who knows <!channel> & C++?' },
            ],
          },
        ],
      },
    ]);
    heard = [];
    await ada.tellApp('@bitewise hello');
    expect(types()).toEqual(['message']);
  });

  it('follows what becomes of people', async () => {
    await slack.people.add({ id: 'U0NEW', handle: 'new', realName: 'New Person', tz: 'Asia/Kathmandu' });
    await slack.people.updateProfile('U0NEW', { title: 'Archivist', tz: 'America/St_Johns' });
    await slack.people.deactivate('U0NEW');
    expect(types()).toEqual(['team_join', 'user_change', 'user_change']);
    expect(heard[0]?.event.user).toMatchObject({
      id: 'U0NEW',
      tz: 'Asia/Kathmandu',
      tz_offset: 20_700,
      profile: { title: '' },
    });
    expect(heard[1]?.event.user).toMatchObject({ tz_offset: -12_600, profile: { title: 'Archivist' } });
    expect(heard[2]?.event.user).toMatchObject({ deleted: true });
    await expect(slack.people.as('U0NEW').tellApp('hello')).rejects.toThrow('This account has been deactivated.');
  });

  it('carries the Home that was published before', async () => {
    const ada = slack.people.as('U0ADA');
    await ada.openHome();
    expect(heard[0]?.event).toMatchObject({
      type: 'app_home_opened',
      user: 'U0ADA',
      channel: ada.appDm(),
      tab: 'home',
    });
    expect(heard[0]?.event).not.toHaveProperty('view');
  });
});
