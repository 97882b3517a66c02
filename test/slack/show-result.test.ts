import { afterEach, beforeEach, expect, it } from 'vitest';
import { asArray, asObject } from '../../sandbox/slack/engine/json.ts';
import { createWorld, type World } from '../support/world.ts';

const ADA = 'U0ADA';
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

const ada = () => world.as(ADA);
const shown = () => JSON.stringify(ada().modal()?.blocks ?? '');
async function search(topic = 'kubernetes') {
  await ada().shortcut('find_mentor');
  await world.slack.until(() => ada().modal(), 'the modal');
  return ada().submit({ fill: { topic } });
}

it('A result stays when Slack takes the acknowledgement after everything else', async () => {
  world.slack.faults.add({ method: 'ack:view_submission', kind: 'late-ack', ms: 500 });
  expect(await search()).toEqual({ ok: true });
  expect(shown()).toContain('Bram');
  await world.settle();
  expect(shown()).toContain('Bram');
});

it('A result is there with the acknowledgement, however slow Slack’s Web API is', async () => {
  world.slack.faults.add({ method: 'views.update', kind: 'delay', ms: 1_000 });
  await search();
  expect(shown()).toContain('Bram');
  await world.settle();
});

it('What the person opened meanwhile is not replaced by the result once more', async () => {
  world.slack.faults.add({ method: 'views.update', kind: 'delay', ms: 300, match: (args) => args.hash !== undefined });
  await search();
  const view = ada().modal();
  await ada().click({ viewId: String(view?.id), actionId: 'requests.refine' });
  await world.settle();
  expect(shown()).toContain('What would you like help with?');
});

it('A refusal stands at the field, with what was typed', async () => {
  await world.as('U0DANA').command('/mentor launch');
  await world.slack.until(() => world.as('U0DANA').modal(), 'the kit');
  const dana = world.as('U0DANA');
  const view = dana.modal();
  const block = asArray(view?.blocks)
    .map(asObject)
    .find(({ accessory }) => accessory);
  await dana.click({ viewId: String(view?.id), actionId: 'launch.piece', blockId: String(block?.block_id) });
  await world.slack.until(() => (dana.modals().length > 1 ? dana.modal() : undefined), 'the text');
  const elsewhere = [...world.slack.state.conversations.values()].find(
    (c) => c.kind === 'public' && !c.members.has('U0DANA'),
  );
  const sent = await dana.submit({ fill: { channel: elsewhere!.id } });
  expect(sent).toEqual({ ok: false, errors: { channel: expect.stringContaining('a channel that you’re in') } });
});
