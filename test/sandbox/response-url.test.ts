import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TravelClock, travelClock } from '../../sandbox/clock.ts';
import { createSlack, type Slack } from '../../sandbox/slack/server.ts';
import { oneButton, socketApp, type TinyApp } from './tiny-app.ts';

let slack: Slack;
let tiny: TinyApp;
let clock: TravelClock;
let url: string;

beforeEach(async () => {
  clock = travelClock({ start: Temporal.Instant.from('2026-03-02T10:00:00Z'), frozen: true });
  slack = await createSlack({ clock });
  tiny = await socketApp(slack, (app) => {
    app.command('/mentor', async ({ ack, command }) => {
      url = command.response_url;
      await ack();
    });
    app.action('press', async ({ ack, body }) => {
      if ('response_url' in body) url = body.response_url;
      await ack();
    });
  });
});
afterEach(async () => {
  await tiny.stop();
  await slack.close();
});

const ada = () => slack.people.as('U0ADA');
const answer = async (body: object) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return [response.status, await response.text()] as const;
};
const last = () => ada().messages().at(-1);

describe('A response URL', () => {
  it('takes five answers within half an hour', async () => {
    await ada().command('/mentor x');
    for (const n of [1, 2, 3, 4, 5]) expect(await answer({ text: `answer ${n}` })).toEqual([200, 'ok']);
    expect(await answer({ text: 'answer 6' })).toEqual([404, '{"ok":false,"error":"used_url"}']);
    expect(last()).toMatchObject({ text: 'answer 5', ephemeral: true });
    await ada().command('/mentor x');
    clock.moveBy({ minutes: 31 });
    expect(await answer({ text: 'late' })).toEqual([404, '{"ok":false,"error":"expired_url"}']);
  });

  it('replaces and deletes the ephemeral message that was clicked', async () => {
    await ada().command('/mentor x');
    await answer({ text: 'choose', blocks: oneButton('press') });
    await ada().click({ channel: ada().appDm(), ts: last()?.ts ?? '', actionId: 'press' });
    await answer({ text: 'chosen', replace_original: true });
    expect(last()).toMatchObject({ text: 'chosen', ephemeral: true });
    expect(last()).not.toHaveProperty('blocks');
    await answer({ delete_original: true });
    expect(last()).toBeUndefined();
  });

  it('refuses broken blocks and an address that it never gave', async () => {
    await ada().command('/mentor x');
    const [status, body] = await answer({ blocks: [{ type: 'nonsense' }] });
    expect([status, JSON.parse(body).error]).toEqual([200, 'invalid_blocks']);
    url = `${slack.url}/actions/T0HARBOUR/unknown`;
    expect(await answer({ text: 'x' })).toEqual([404, '{"ok":false,"error":"invalid_url"}']);
  });
});
