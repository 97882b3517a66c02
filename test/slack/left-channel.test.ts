import { afterEach, beforeEach, expect, it } from 'vitest';
import { momentForm } from '../../src/features/moments/rules/form.ts';
import { saveMoment } from '../../src/features/moments/service.ts';
import { ids } from '../../src/features/moments/views/index.ts';
import { createWorld, type World } from '../support/world.ts';

const [ADA, DANA, MENTORING] = ['U0ADA', 'U0DANA', 'C0MENTORING'];
const filled = { days: ['2'], time: '11:00', zone: 'Europe/Berlin', minutes: '10', deck: 'tools' };
let world: World;
let momentId: string;
beforeEach(async () => {
  world = await createWorld();
  for (const id of [ADA, DANA]) await world.as(id).openHome();
  await world.settle();
  const { members } = world.slack.state.conversations.get(MENTORING)!;
  members.add(ADA).add(DANA);
  momentId = (await world.work((tx) => saveMoment(tx, ADA, MENTORING, momentForm.parse(filled)))).id;
});
afterEach(() => world.close());

const moment = () => world.app().deps.db.read.selectFrom('moment').selectAll().executeTakeFirstOrThrow();
async function press(id: string, actionId: string) {
  const person = world.as(id);
  await person.command('/mentor moment', { channel: MENTORING });
  const card = await world.slack.until(() => person.messages(MENTORING).findLast((m) => m.ephemeral), 'the card');
  return async () => {
    await person.click({ channel: MENTORING, ts: card.ts, actionId });
    await world.settle();
  };
}

it.each([ids.skip, ids.pause, ids.end])(
  'who has left the channel decides no more about its moment: %s',
  async (actionId) => {
    const click = await press(ADA, actionId);
    const before = await moment();
    world.slack.state.conversations.get(MENTORING)!.members.delete(ADA);
    await click();
    expect(await moment()).toEqual(before);
    world.slack.state.conversations.get(MENTORING)!.members.add(ADA);
    await click();
    expect(await moment()).not.toEqual(before);
  },
);

it('an owner of Bitewise can end it from anywhere', async () => {
  const click = await press(DANA, ids.end);
  world.slack.state.conversations.get(MENTORING)!.members.delete(DANA);
  await click();
  expect((await moment()).ended_at).not.toBeNull();
  expect((await moment()).id).toBe(momentId);
});
