import { afterEach, beforeEach, expect, it } from 'vitest';
import { planImport } from '../../../src/features/buddies/service/import.ts';
import { createWorld, type World } from '../../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.slack.people.add({ id: 'U0LU', handle: 'lgruber', realName: 'Lu Gruber' });
  await world.settle();
});
afterEach(() => world.close());

it.each([
  'Lu Gruber,\u200e2026-03-03',
  'Lu Gruber,2026-03-03\u200e',
  'Lu Gruber,\u200e0\u200e3.\u200e03.\u200e2026',
  '\u200eLu Gruber,2026-03-03',
  'Lu\u200b Gruber,2026-03-03',
  'Lu Gruber\ufeff,2026-03-03',
  'Lu Gru\u00adber,2026-03-03',
  '\u202aLu Gruber\u202c,2026-03-03',
  'Lu\u00a0Gruber,\u00a02026-03-03\u00a0',
])('%j names Lu Gruber and the third of March', async (line) => {
  const plan = await world.work((tx) => planImport(tx, line));
  expect(plan.problems).toEqual([]);
  expect(plan.added).toMatchObject([{ member_id: 'U0LU', starts_on: '2026-03-03' }]);
});

it('a name that Slack has with such a mark is found without it', async () => {
  await world.slack.people.add({ id: 'U0MEI', handle: 'mei', realName: 'Mei\u200b Tan', displayName: 'Mei\u200b Tan' });
  await world.settle();
  const plan = await world.work((tx) => planImport(tx, 'Mei Tan,2026-03-03'));
  expect(plan.added).toMatchObject([{ member_id: 'U0MEI' }]);
});
