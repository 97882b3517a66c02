import { afterEach, beforeEach, expect, it } from 'vitest';
import { announcementFailed, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';
import { aForm } from './setup.ts';

const [BRAM, MENTORING] = ['U0BRAM', 'C0MENTORING'];
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

const read = () =>
  world
    .as(BRAM)
    .messages()
    .map((m) => saidIn(m.blocks) || m.text)
    .join('\n');
async function announce() {
  await world.work((tx) => holdHours(tx, BRAM, aForm({ channel: MENTORING })));
  await world.travel({ minutes: 5 });
}
const there = () =>
  world
    .as(BRAM)
    .messages(MENTORING)
    .filter((m) => saidIn(m.blocks).includes('Office hours on Kubernetes'));

it('A host whose channel is archived hears that nothing was announced there', async () => {
  world.slack.state.conversations.get(MENTORING)!.members.delete(world.slack.state.app.botUserId);
  await world.work(async (tx) => {
    const { id } = await holdHours(tx, BRAM, aForm({ channel: MENTORING }));
    await announcementFailed(tx, id, 'is_archived');
  });
  await world.travel({ minutes: 5 });
  expect(there()).toEqual([]);
  expect(read()).toContain(`<#${MENTORING}> is archived, so your office hours aren’t announced there`);
});

it('A host hears how to let the app in, and once it is there it is announced', async () => {
  const { members } = world.slack.state.conversations.get(MENTORING)!;
  members.delete(world.slack.state.app.botUserId);
  await announce();
  expect(read()).toContain(`I’m not in <#${MENTORING}>`);
  expect(there()).toEqual([]);
});

it('Nothing is said when the announcement is there', async () => {
  await announce();
  expect(there()).toHaveLength(1);
  expect(read()).not.toContain('announce');
});
