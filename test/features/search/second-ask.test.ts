import { afterEach, expect, it } from 'vitest';
import { ids } from '../../../src/features/requests/views.ts';
import { person, start } from '../../support/requests.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World | undefined;
afterEach(() => world?.close());

it('A second ask about the same is refused in a form that was open before, with its words kept, and at the click', async () => {
  world = await createWorld();
  const { slack, settle, work } = world;
  await work((unit) => person(unit, 'UHELPER', { Kubernetes: 2 }));
  const ada = world.as('U0ADA');
  const refusal = 'already have an open request about Kubernetes';
  await ada.command('/mentor kubernetes');
  await settle(5);
  const card = ada.messages().findLast((m) => JSON.stringify(m.blocks).includes(ids.askBest))!;
  const click = () => ada.click({ channel: ada.appDm(), ts: card.ts, actionId: ids.askBest });

  await click();
  await slack.until(() => ada.modal(), 'the form');
  await work((unit) => start(unit, { menteeId: 'U0ADA' }));
  const filled = { fill: { goal: 'Understand why my pods restart' } };
  expect(await ada.submit(filled)).toMatchObject({ errors: { topic: expect.stringContaining(refusal) } });
  expect(ada.modal()).not.toBeNull();

  ada.close();
  await click();
  await settle(5);
  expect(JSON.stringify(ada.messages())).toContain(refusal);
  expect(ada.modal()).toBeNull();
});
