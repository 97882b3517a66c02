import { App, type Receiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { onEvent } from '../../src/slack/listeners.ts';
import { createEngines } from '../support/engine.ts';
import { createWorld } from '../support/world.ts';

it('Two rooms that listen to the same event both hear it, each once', async () => {
  const engines = await createEngines('sqlite');
  const { deps } = await engines.engine();
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  const app = new App({
    receiver,
    authorize: async () => ({ botToken: deps.config.slack.botToken, workspace: deps.workspace }),
  });
  const heard: string[] = [];
  for (const room of ['one', 'two']) {
    onEvent(app, deps, 'member_joined_channel', z.object({ user: z.string() }), async (_event, came) =>
      came.transact(async () => void heard.push(room)),
    );
  }
  const event = { type: 'member_joined_channel', user: 'U0ADA', channel: 'C0MENTORING' };
  const body = { type: 'event_callback', team_id: deps.workspace.id, event_id: 'Ev1', event };
  for (let n = 0; n < 3; n += 1) await app.processEvent({ body, ack: async () => {} });
  expect(heard.sort()).toEqual(['one', 'two']);
  await engines.close();
});

it('A refusal inside an event is said to the person at once, and the event does not come again', async () => {
  const world = await createWorld();
  const ada = world.as('U0ADA');
  const said = () => ada.messages(ada.appDm()).filter((m) => m.user !== ada.id);
  const before = said().length;
  await ada.tellApp('<@foo>');
  await world.travel({ minutes: 8 });
  expect(
    said()
      .slice(before)
      .map((m) => m.text),
  ).toEqual([expect.stringContaining('I could not read a topic in that.')]);
  await world.close();
});
