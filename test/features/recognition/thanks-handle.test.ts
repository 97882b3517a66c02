// devict/devict-hubot#5, github/hubot-scripts#1180: handles with a hyphen or a dot, where a colleague has the first part as a name.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

it.each(['bram-jan', 'bram.s', 'bram_k'])('thanks to @%s never reach Bram de Vries', async (handle) => {
  await world.slack.people.add({ id: 'U0OTHER', handle, realName: 'Jan Kok', displayName: 'Jan' });
  await world.settle();
  const ada = world.as('U0ADA');
  await ada.command(`/mentor thanks @${handle} for covering my shift on Friday`);
  await world.settle();
  const given = await world.work((tx) => tx.db.selectFrom('thanks').selectAll().execute());
  expect(given.map((one) => one.receiver_id)).not.toContain('U0BRAM');
  // Passed on to whoever has that handle, or asked about.
  const isAsked = JSON.stringify(ada.modal() ?? '').includes('person');
  expect(given.some((one) => one.receiver_id === 'U0OTHER') || isAsked).toBe(true);
});
