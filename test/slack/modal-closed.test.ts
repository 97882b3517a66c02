import { afterEach, beforeEach, expect, it } from 'vitest';
import { getMember } from '../../src/features/members/service.ts';
import { planReflections } from '../../src/features/reflections/service/index.ts';
import { ids as reflections } from '../../src/features/reflections/views/index.ts';
import { sender } from '../support/sender.ts';
import { heldSession } from '../support/sessions.ts';
import { createWorld, type World } from '../support/world.ts';

const ADA = 'U0ADA';
/** The person closes a modal before the app updates it: slackapi/bolt-js#1309. */
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

const said = () =>
  world
    .as(ADA)
    .messages()
    .map((m) => m.text);
/** The modal is closed while the call that would update it is under way. */
async function closedMeanwhile(act: () => Promise<unknown>): Promise<void> {
  world.slack.faults.add({ method: 'views.update', kind: 'delay', ms: 400 });
  await act();
  await world.as(ADA).close();
  await world.slack.until(
    () => world.slack.traffic.calls('views.update').some((c) => JSON.stringify(c.response).includes('not_found')),
    'the refused update',
  );
  await world.settle();
}

it('a search whose modal was closed is no error of ours', async () => {
  const ada = world.as(ADA);
  await ada.shortcut('find_mentor');
  await world.slack.until(() => ada.modal(), 'the modal');
  await closedMeanwhile(() => ada.submit({ fill: { topic: 'kubernetes' } }));
  expect(said().filter((text) => /went wrong/.test(text))).toEqual([]);
});

it('a deletion that took place is not called undone', async () => {
  const ada = world.as(ADA);
  await ada.command('/mentor privacy');
  const view = await world.slack.until(() => ada.modal(), 'the modal');
  await closedMeanwhile(() => ada.click({ viewId: String(view.id), actionId: 'privacy.delete' }));
  expect((await world.work((tx) => getMember(tx, ADA)))?.erasedAt).toBeDefined();
  expect(said().filter((text) => /nothing was changed/.test(text))).toEqual([]);
});

it('an answer that was kept is not denied when the form after it does not open', async () => {
  const { id } = await world.work(async (tx) => {
    const session = await heldSession(tx, ADA, 'U0BRAM', 'Kubernetes');
    await planReflections(tx, session);
    return session;
  });
  world.slack.faults.add({ method: 'views.open', kind: '500-before', times: 9 });
  await sender(world.app().port, world.slack.signingSecret).deliver('interactive', {
    type: 'block_actions',
    team: { id: world.slack.state.team.id },
    user: { id: ADA, team_id: world.slack.state.team.id },
    trigger_id: '1.2.3',
    actions: [{ type: 'button', action_id: reflections.yes, block_id: 'b', value: id }],
  });
  await world.settle();
  const outcomes = await world.work((tx) => tx.db.selectFrom('outcome').select('answer').execute());
  expect(outcomes).toEqual([{ answer: 'yes' }]);
  expect(said().at(-1)).toContain('That’s done');
  expect(said().filter((text) => /nothing was changed|went wrong/i.test(text))).toEqual([]);
});
