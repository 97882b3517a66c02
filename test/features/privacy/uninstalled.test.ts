import { expect, it, onTestFinished } from 'vitest';
import { deleteData } from '../../../src/features/privacy/service.ts';
import { saveWorkspace } from '../../../src/features/settings/service.ts';
import { sender } from '../../support/sender.ts';
import { createWorld } from '../../support/world.ts';

it.each([
  ['app_uninstalled', {}],
  ['tokens_revoked', { tokens: { oauth: [], bot: ['U0BITEWISE'] } }],
])('After %s nothing is asked of Slack any more, until it is installed again', async (type, more) => {
  const world = await createWorld();
  onTestFinished(() => world.close());
  const { workspaceId } = world.app().deps;
  const send = sender(world.app().port, world.slack.signingSecret);
  const payload = { type: 'event_callback', team_id: workspaceId, event_id: 'Ev0GONE', event: { type, ...more } };
  expect(await send.deliver('events_api', payload)).toBe(200);
  await world.settle();
  const jobs = () =>
    world.app().deps.db.read.selectFrom('job').select('outcome').where('kind', '=', 'privacy.edit-messages').execute();
  const calls = () => world.slack.traffic.entries().filter(({ direction }) => direction === 'from-app').length;
  const before = calls();
  await world.work((work) => deleteData(work, 'U0ADA'));
  await world.settle(60);
  expect(await jobs()).toEqual([{ outcome: null }]);
  expect(calls()).toBe(before);
  // What a start does.
  await world.work((work) => saveWorkspace(work, 'Acme', world.app().deps.botUserId));
  await world.settle(180);
  // What waited is done then: the erasing comes to its end.
  const outcomes = (await jobs()).map(({ outcome }) => outcome);
  expect(new Set(outcomes)).toEqual(new Set(['done']));
  expect(calls()).toBeGreaterThan(before);
});
