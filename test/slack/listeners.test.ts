import { App, type Receiver } from '@slack/bolt';
import { expect, it } from 'vitest';
import { z } from 'zod';
import type { WorkspaceDeps } from '../../src/deps.ts';
import { guardIntake } from '../../src/slack/ingress.ts';
import { onEvent } from '../../src/slack/listeners.ts';
import { createEngines } from '../support/engine.ts';
import { createWorld } from '../support/world.ts';

/** A Bolt app that nothing but the test reaches. */
function bareApp({ config, workspace }: WorkspaceDeps): App {
  const receiver: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };
  return new App({ receiver, authorize: async () => ({ botToken: config.slack.botToken, workspace }) });
}

function joined({ workspace }: WorkspaceDeps) {
  const event = { type: 'member_joined_channel', user: 'U0ADA', channel: 'C0MENTORING' };
  return { type: 'event_callback', team_id: workspace.id, event_id: 'Ev1', event };
}

it('Two rooms that listen to the same event both hear it, each once', async () => {
  const engines = await createEngines('sqlite');
  const { deps } = await engines.engine();
  const app = bareApp(deps);
  const heard: string[] = [];
  for (const room of ['one', 'two']) {
    onEvent(app, deps, 'member_joined_channel', z.object({ user: z.string() }), async (_event, came) =>
      came.transact(async () => void heard.push(room)),
    );
  }
  const body = joined(deps);
  for (let n = 0; n < 3; n += 1) await app.processEvent({ body, ack: async () => {} });
  expect(heard.sort()).toEqual(['one', 'two']);
  await engines.close();
});

it('What is said after an event was acknowledged is waited for before the app is idle', async () => {
  const engines = await createEngines('sqlite');
  const { deps } = await engines.engine();
  const app = bareApp(deps);
  const { workspace } = deps;
  const intake = guardIntake(app, deps, { check: async () => ({ isOpen: true, workspace }) });
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
  onEvent(app, deps, 'member_joined_channel', z.object({ user: z.string() }), async () => () => answered);
  const steps: string[] = [];
  await app.processEvent({ body: joined(deps), ack: async () => void steps.push('acknowledged') });
  const idle = intake.idle().then(() => steps.push('idle'));
  await new Promise(setImmediate);
  steps.push('answered');
  answer();
  await idle;
  expect(steps).toEqual(['acknowledged', 'answered', 'idle']);
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
  ).toEqual([expect.stringContaining('I couldn’t read a topic in that.')]);
  await world.close();
});
