import { afterEach, expect, it } from 'vitest';
import { agreeActions } from '../../../src/features/follow-ups/service.ts';
import { createWorld, type World } from '../../support/world.ts';
import { MENTEE, openOne, session } from '../sessions/setup.ts';

let world: World;
afterEach(() => world.close());

/** When a person was last asked how a next step went, in their zone. */
const askedAt = (zone: string) => {
  const asked = world
    .as(MENTEE)
    .messages(world.as(MENTEE).appDm())
    .findLast((m) => JSON.stringify(m.blocks).includes('follow-ups.done'));
  return (
    asked &&
    Temporal.Instant.fromEpochMilliseconds(Number(asked.ts) * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDateTime()
      .toString({ smallestUnit: 'minute' })
  );
};

it.each([
  ['America/Los_Angeles', 'Europe/Berlin'],
  ['Europe/Berlin', 'America/Los_Angeles'],
])('whoever moved from %s to %s hears of a next step on its day, in the morning there', async (from, to) => {
  world = await createWorld();
  await world.slack.people.updateProfile(MENTEE, { tz: from });
  await world.settle();
  const id = await world.work((tx) => openOne(tx));
  const step = { ownerId: MENTEE, when: 'I deploy', will: 'read the logs', dueOn: '2026-03-06' };
  await world.work(async (tx) => agreeActions(tx, await session(tx, id), [step]));
  await world.travel({ hours: 24 });
  await world.slack.people.updateProfile(MENTEE, { tz: to });
  await world.travelTo(Temporal.Instant.from('2026-03-07T12:00:00Z'));
  expect(askedAt(to)).toBe('2026-03-06T09:30');
});
