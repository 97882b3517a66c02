import { afterEach, beforeEach, expect, it } from 'vitest';
import { sender } from '../../support/sender.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

const file = { id: 'F0SHOT', name: 'pods.png', mimetype: 'image/png' };
it.each([
  ['nothing else', {}],
  ['a file', { subtype: 'file_share', files: [file], upload: false }],
  ['/me before it', { subtype: 'me_message' }],
  ['a copy to the conversation', { subtype: 'thread_broadcast' }],
])('a topic in the DM with %s is answered', async (_name, more) => {
  const ada = world.as('U0ADA');
  const event = { type: 'message', channel: ada.appDm(), channel_type: 'im', user: ada.id, text: 'kubernetes' };
  const { deliver } = sender(world.app().port, world.slack.signingSecret);
  const ts = `${Math.floor(world.clock.now().epochMilliseconds / 1000)}.000900`;
  const status = await deliver('events_api', {
    type: 'event_callback',
    team_id: world.slack.state.team.id,
    api_app_id: world.slack.state.app.appId,
    event_id: 'Ev0FILE',
    event_time: 1,
    event: { ...event, ts, event_ts: ts, ...more },
  });
  expect(status).toBe(200);
  await world.settle();
  expect(ada.messages().map((m) => m.text)).toEqual([expect.stringContaining('Kubernetes')]);
});
