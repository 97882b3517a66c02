// ritsec/ops-bot-iii#74, Meeds-io/meeds#1099, liatrio/gratibot#35: one thank-you for several people.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.settle();
});
afterEach(() => world.close());

it.each([
  '@bram @elif for going through the events with me',
  '@bram and @elif for going through the events with me',
  '@bram, @elif for going through the events with me',
  '<@U0BRAM> <@U0ELIF> for going through the events with me',
  '<@U0BRAM|bram> & <@U0ELIF|elif> for going through the events',
])('“%s” is not passed on to the first of them alone', async (words) => {
  const ada = world.as('U0ADA');
  await ada.command(`/mentor thanks ${words}`);
  await world.settle();
  const given = await world.work((tx) => tx.db.selectFrom('thanks').selectAll().execute());
  const receivers = given.map((one) => one.receiver_id).sort();
  const answer = ada.messages().at(-1);
  const isSaid = /one person|one at a time|both|each of them|somebody else as well/i.test(
    JSON.stringify(answer?.blocks ?? answer?.text),
  );
  // Both of them, or nobody yet (asked about in a modal), or a sentence that says that it goes to one.
  expect(receivers.length === 0 || receivers.join() === 'U0BRAM,U0ELIF' || isSaid).toBe(true);
});
