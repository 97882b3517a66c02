import ICAL from 'ical.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids } from '../../../src/features/calendar/views/index.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { book, cancelBooking, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { cancelSession, openSession, pickTime, sessionsOf } from '../../../src/features/sessions/service/index.ts';
import { dialects } from '../../support/database.ts';
import { saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';
import { aForm, GOAL } from '../office-hours/setup.ts';

const [MENTEE, MENTOR] = ['U0ADA', 'U0BRAM'];
const AT = Temporal.Instant.from('2026-03-03T14:00:00Z');

describe.each(dialects)('What stands in a calendar, on %s', (dialect) => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ dialect });
  });
  afterEach(() => world.close());

  /** A session that the two agreed on; its card is in their conversation. */
  const agreed = async ({ isQuiet = false } = {}) => {
    const id = await world.work(async (tx) => {
      const { skillId, ...held } = await heldSession(tx, MENTEE, MENTOR, 'Kubernetes');
      const { requestId, offerId } = await unheld(tx, held.id);
      const of = { requestId, offerId, mentorId: MENTOR, menteeId: MENTEE, skillId, goal: GOAL, isQuiet };
      return openSession(tx, { ...of, minutes: 20, format: 'huddle', at: AT });
    });
    await world.settle();
    return id;
  };
  /** The request and offer of a session, which goes. */
  const unheld = async (tx: Parameters<Parameters<World['work']>[0]>[0], id: string) => {
    const row = await tx.db.deleteFrom('session').where('id', '=', id).returningAll().executeTakeFirstOrThrow();
    return { requestId: row.request_id, offerId: row.offer_id };
  };
  const session = async (id: string) =>
    (await world.work((tx) => sessionsOf(tx, MENTEE, ['planned', 'ended']))).find((one) => one.id === id)!;
  /** What was sent, as another library reads it. */
  const sent = () =>
    [...world.slack.state.files.values()]
      .filter((file) => file.name === 'bitewise.ics')
      .map((file) => {
        const calendar = new ICAL.Component(ICAL.parse(String(file.content)));
        const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
        const where = Object.values(file.shares).flatMap((shares) => Object.keys(shares));
        return {
          ...{ method: calendar.getFirstPropertyValue('method'), uid: event.uid, sequence: event.sequence, where },
          at: event.startDate.toJSDate().toISOString(),
        };
      });

  it('comes as a file into the conversation of a session, again with a new time, and once more when it is off', async () => {
    const id = await agreed();
    const { place } = await session(id);
    const [first] = sent();
    expect(first).toMatchObject({ method: 'PUBLISH', sequence: 0, at: '2026-03-03T14:00:00.000Z' });
    expect(first?.where).toEqual([place?.channel]);
    const card = world
      .as(MENTOR)
      .messages(place!.channel)
      .find((m) => m.ts === place!.rootTs);
    expect(saidIn(card?.blocks)).toContain('Add to calendar:');

    await world.work((tx) => pickTime(tx, id, MENTEE, AT.add({ hours: 1 })));
    await world.settle();
    expect(sent()[1]).toMatchObject({
      uid: first?.uid,
      method: 'PUBLISH',
      sequence: 1,
      at: '2026-03-03T15:00:00.000Z',
    });

    await world.work((tx) => cancelSession(tx, id, MENTEE));
    await world.settle();
    expect(sent()[2]).toMatchObject({ uid: first?.uid, method: 'CANCEL', sequence: 2 });
    expect(sent()).toHaveLength(3);
  });

  it('says nothing of a session that is off to people who are off work', async () => {
    const id = await agreed();
    await world.travelTo(Temporal.Instant.from('2026-03-02T21:00:00Z'));
    await world.work((tx) => cancelSession(tx, id, MENTEE));
    await world.settle();
    expect(sent()).toHaveLength(1);
    await world.travelTo(Temporal.Instant.from('2026-03-03T10:30:00Z'));
    expect(sent()[1]).toMatchObject({ method: 'CANCEL' });
  });

  it('has no file of a quiet ask before its conversation opens, and tells its mentor no name', async () => {
    await agreed({ isQuiet: true });
    expect(sent()).toEqual([]);
    await world.as(MENTOR).command('/mentor calendar');
    await world.settle();
    const shown = saidIn(world.as(MENTOR).modal()?.blocks);
    expect(shown).toContain('Mentoring: Kubernetes');
    expect(shown).not.toContain('Ada');
  });

  it('has a booked place for who booked it, and takes it out again', async () => {
    const hours = await world.work((tx) => holdHours(tx, MENTOR, aForm()));
    const { booking } = await world.work((tx) =>
      book(tx, MENTEE, { hoursId: hours.id, date: '2026-03-03', seat: 1, goal: GOAL }),
    );
    await world.settle();
    expect(sent()[0]).toMatchObject({ uid: `booking-${booking.id}@bitewise`, where: [world.as(MENTEE).appDm()] });
    await world.work((tx) => cancelBooking(tx, booking.id, MENTEE));
    await world.settle();
    expect(sent()[1]).toMatchObject({ uid: `booking-${booking.id}@bitewise`, method: 'CANCEL', sequence: 1 });
  });

  it('is listed by `/mentor calendar`, and comes as one file when asked for', async () => {
    await agreed();
    const mentor = world.as(MENTOR);
    await mentor.command('/mentor calendar');
    await world.settle();
    expect(saidIn(mentor.modal()?.blocks)).toMatch(/Mentoring: Kubernetes.*with .*Ada/);
    await mentor.click({ viewId: String(mentor.modal()?.id), actionId: ids.file });
    await world.settle();
    expect(saidIn(mentor.modal()?.blocks)).toContain('In a moment');
    expect(sent().at(-1)).toMatchObject({ method: 'PUBLISH', where: [mentor.appDm()] });
  });

  it('says that nothing is coming up where nothing is', async () => {
    await world.work((tx) => findOrCreateSkill(tx, 'Kubernetes'));
    await world.as(MENTEE).command('/mentor calendar');
    await world.settle();
    expect(saidIn(world.as(MENTEE).modal()?.blocks)).toContain('Nothing is coming up.');
  });
});
