import { WebClient } from '@slack/web-api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TravelClock, travelClock } from '../../sandbox/clock.ts';
import type { FaultKind } from '../../sandbox/slack/faults/faults.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { socketApp } from './tiny-app.ts';

let slack: Slack;
let clock: TravelClock;
beforeEach(async () => {
  clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });
  slack = await createSlack({ clock });
});
afterEach(() => slack.close());

/** Milliseconds that a call waits: long enough for a busy machine, and short where no answer is what is looked for. */
const [PATIENT, IMPATIENT] = [10_000, 300];

const web = (timeout = PATIENT) =>
  new WebClient(slack.botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    timeout,
    rejectRateLimitedCalls: true,
  });
const post = (text: string, timeout = PATIENT) =>
  web(timeout)
    .chat.postMessage({ channel: 'C0MENTORING', text })
    .then(
      () => 'ok',
      (error) => error.data?.error ?? error.code,
    );
const arrived = (text: string) =>
  slack.people
    .as('U0ADA')
    .messages('C0MENTORING')
    .filter((message) => message.text === text).length;

describe('A fault', () => {
  it.each<[FaultKind, string, number]>([
    ['429', 'slack_webapi_rate_limited_error', 0],
    ['500-before', 'slack_webapi_http_error', 0],
    ['500-after', 'slack_webapi_http_error', 1],
    ['reset-before', 'slack_webapi_request_error', 0],
    ['reset-after', 'slack_webapi_request_error', 1],
    ['hang-before', 'slack_webapi_request_error', 0],
    ['hang-after', 'slack_webapi_request_error', 1],
    ['fatal_error-after', 'fatal_error', 1],
  ])('of the kind %s shows the app %s, with the message there %i times', async (kind, seen, times) => {
    slack.faults.add({ method: 'chat.postMessage', kind });
    expect(await post('struck', kind.startsWith('hang') ? IMPATIENT : PATIENT)).toBe(seen);
    expect(arrived('struck')).toBe(times);
    expect(await post('next')).toBe('ok');
  });

  it('strikes as often as said, only where it matches, and can be disarmed', async () => {
    slack.faults.add({
      method: 'chat.postMessage',
      kind: '500-before',
      times: 2,
      match: ({ text }) => text === 'hit me',
    });
    expect([await post('spare me'), await post('hit me'), await post('hit me'), await post('hit me')]).toEqual([
      'ok',
      'slack_webapi_http_error',
      'slack_webapi_http_error',
      'ok',
    ]);
    const disarm = slack.faults.add({ method: '*', kind: '500-before' });
    expect(slack.faults.left()).toBe(1);
    disarm();
    expect(await post('fine')).toBe('ok');
  });

  it('can let a message appear long after the connection was cut', async () => {
    slack.faults.add({ method: 'chat.postMessage', kind: 'late', lateMs: 60_000 });
    expect(await post('late')).toBe('slack_webapi_request_error');
    clock.moveBy({ seconds: 59 });
    expect(arrived('late')).toBe(0);
    clock.moveBy({ seconds: 1 });
    await slack.until(() => arrived('late') === 1, 'the late message');
  });

  it('tells how long to wait after a 429', async () => {
    slack.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 7 });
    await expect(web().chat.postMessage({ channel: 'C0MENTORING', text: 'x' })).rejects.toMatchObject({
      retryAfter: 7,
    });
  });

  it('can lose an event or bring it twice under one event id', async () => {
    const heard: string[] = [];
    const tiny = await socketApp(slack, (app) =>
      app.message(/./, async ({ body, message }) => {
        if ('text' in message) heard.push(`${message.text} ${body.event_id}`);
      }),
    );
    slack.faults.add({ method: 'event:message', kind: 'drop-event' });
    slack.faults.add({ method: 'event:message', kind: 'duplicate-event' });
    await slack.people.as('U0ADA').tellApp('lost');
    await slack.people.as('U0ADA').tellApp('double');
    await slack.until(() => heard.length === 2 || undefined, 'both');
    await tiny.stop();
    expect(heard[0]).toMatch(/^double Ev/);
    expect(heard[1]).toBe(heard[0]);
  });
});
