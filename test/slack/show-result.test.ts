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

/** Dana, an owner, has a text of the launch kit before her. */
async function launchText() {
  const dana = world.as('U0DANA');
  await dana.command('/mentor launch');
  await world.slack.until(() => dana.modal(), 'the kit');
  const view = dana.modal();
  const block = asArray(view?.blocks)
    .map(asObject)
    .find(({ accessory }) => accessory);
  await dana.click({ viewId: String(view?.id), actionId: 'launch.piece', blockId: String(block?.block_id) });
  await world.slack.until(() => (dana.modals().length > 1 ? dana.modal() : undefined), 'the text');
  return dana;
}
const notIn = (id: string) =>
  [...world.slack.state.conversations.values()].find((c) => c.kind === 'public' && !c.members.has(id))!.id;
/** So that the result is not there within the second and a half for which the acknowledgement waits. */
const slow = (ms: number) => world.slack.faults.add({ method: 'users.conversations', kind: 'delay', ms });
const called = (name: string) => world.slack.traffic.calls(name).length;

it('A slow result opens by itself once the form has closed, and nothing is shown before it', async () => {
  const dana = await launchText();
  slow(1_900);
  const updates = called('views.update');
  expect(await dana.submit({ fill: { channel: 'C0MENTORING' } })).toEqual({ ok: true });
  const onItsWay = () => (JSON.stringify(dana.modal()?.blocks ?? '').includes('C0MENTORING') ? true : undefined);
  await world.slack.until(onItsWay, 'the result');
  expect(called('views.update')).toBe(updates);
  await world.settle();
  expect(dana.messages('C0MENTORING').filter((m) => m.bot_id).length).toBe(1);
});

it('A result so slow that its trigger is over comes as a message', async () => {
  const dana = await launchText();
  slow(2_800);
  expect(await dana.submit({ fill: { channel: 'C0MENTORING' } })).toEqual({ ok: true });
  // A trigger lives three seconds by Slack's clock.
  world.clock.moveBy({ seconds: 4 });
  await world.slack.until(() => dana.messages().some((m) => m.text?.includes('C0MENTORING')) || undefined, 'a word');
  await world.settle();
  expect(dana.messages('C0MENTORING').filter((m) => m.bot_id).length).toBe(1);
});

it('A slow refusal is said to the person alone', async () => {
  const dana = await launchText();
  slow(1_900);
  expect(await dana.submit({ fill: { channel: notIn('U0DANA') } })).toEqual({ ok: true });
  const refused = () => dana.messages().some((m) => m.text?.includes('a channel that you’re in')) || undefined;
  await world.slack.until(refused, 'the refusal');
});

it('A refusal stands at the field, with what was typed', async () => {
  const dana = await launchText();
  const sent = await dana.submit({ fill: { channel: notIn('U0DANA') } });
  expect(sent).toEqual({ ok: false, errors: { channel: expect.stringContaining('a channel that you’re in') } });
});
