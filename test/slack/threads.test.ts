import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

const [ADA, BRAM, MENTORING] = ['U0ADA', 'U0BRAM', 'C0MENTORING'];
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

it('A refusal to a click in a thread stands in that thread, for that person alone', async () => {
  const { slack } = world.app().deps.workspace;
  const root = await slack.chat.postMessage({ channel: MENTORING, text: 'A session' });
  const button = {
    type: 'button',
    action_id: 'requests.accept',
    value: 'none',
    text: { type: 'plain_text', text: 'Accept' },
  };
  const blocks = [{ type: 'actions', elements: [button] }] as never;
  const card = await slack.chat.postMessage({ channel: MENTORING, thread_ts: String(root.ts), text: 'A card', blocks });
  await world.as(ADA).click({ channel: MENTORING, ts: String(card.ts), actionId: 'requests.accept' });
  await world.settle();
  const refusals = (id: string) =>
    world
      .as(id)
      .thread(MENTORING, String(root.ts))
      .filter((m) => m.ephemeral);
  expect(refusals(ADA)).toHaveLength(1);
  expect(refusals(BRAM)).toEqual([]);
  expect(
    world
      .as(ADA)
      .messages(MENTORING)
      .filter((m) => m.ephemeral),
  ).toEqual([]);
});
