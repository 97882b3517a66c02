import { afterEach, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { findOrCreateSkill, pauseMember, requireMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { ids } from '../../../src/features/requests/views/index.ts';
import { person, start } from '../../support/requests.ts';
import { createWorld, type World } from '../../support/world.ts';

async function offers(tx: Tx, id: string, topic: string): Promise<void> {
  await requireMember(tx, id);
  const { id: skillId } = await findOrCreateSkill(tx, topic);
  await replaceSkills(tx, id, 'offers', [{ skillId, level: 2 }]);
}

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

it('A colleague who was picked from an old list and can’t be asked any more is said to be so, and the list shows who can', async () => {
  world = await createWorld();
  const { settle, work } = world;
  const ada = world.as('U0ADA');
  for (const id of ['U0BRAM', 'U0ELIF']) await work((unit) => offers(unit, id, 'Kubernetes'));
  const channel = ada.appDm();
  await ada.say({ channel, text: 'kubernetes' });
  await settle(5);
  const list = () => ada.messages().findLast((m) => !m.ephemeral && JSON.stringify(m.blocks).includes(ids.askBest))!;
  expect(JSON.stringify(list().blocks)).toContain('<@U0BRAM>');
  await work((unit) => pauseMember(unit, 'U0BRAM', undefined));
  const blocks = list().blocks as { block_id: string; accessory?: { value?: string } }[];
  const row = blocks.find(({ accessory }) => accessory?.value?.includes('"mentorId":"U0BRAM"'))!;
  await ada.click({ channel, ts: list().ts, actionId: ids.ask, blockId: row.block_id });
  await settle(5);
  expect(ada.modal()).toBeNull();
  expect(JSON.stringify(ada.messages())).toContain('Bram de Vries can’t be asked about this right now.');
  expect(JSON.stringify(list().blocks)).not.toContain('<@U0BRAM>');
  expect(JSON.stringify(list().blocks)).toContain('<@U0ELIF>');
});
