import { afterEach, describe, expect, it } from 'vitest';
import { newest } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';
import { MENTEE, MENTOR, openOne, session } from './setup.ts';

const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

/** A session of the two that has run out at `end` without a wrap-up. */
async function ranOut(end: string) {
  const world = await createWorld({ at: Temporal.Instant.from(end).subtract({ minutes: 20 + 16 }) });
  worlds.push(world);
  const id = await world.work((tx) => openOne(tx));
  await world.settle();
  const { place } = await world.work((tx) => session(tx, id));
  const [mentee, mentor] = [world.as(MENTEE), world.as(MENTOR)];
  const { channel, rootTs } = place!;
  await mentee.click({ channel, ts: rootTs, actionId: 'sessions.start' });
  await world.settle(0);
  await mentee.say({ channel, threadTs: rootTs, text: 'Hello, thank you for the time' });
  await world.travelTo(Temporal.Instant.from(end));
  expect((await world.work((tx) => session(tx, id))).ending).toBe('time ran out');
  const told = (who: typeof mentee) => who.messages().filter((m) => /is closed\. If you talked/.test(m.text));
  return { world, mentee, mentor, told };
}

describe('The word about a session that closed itself', () => {
  it('waits for the morning of those who are not at work any more', async () => {
    // 17:30 for Ada in London, 18:30 for Bram in Berlin.
    const { world, mentee, mentor, told } = await ranOut('2026-03-02T17:30:00Z');
    for (const who of [mentee, mentor]) expect(told(who)).toHaveLength(0);
    await world.travelTo(Temporal.Instant.from('2026-03-03T09:01:00Z'));
    for (const who of [mentee, mentor]) expect(told(who)).toHaveLength(1);
  });

  it('comes at once to those who are at work, and offers no wrap-up once there is one', async () => {
    const { world, mentee, mentor, told } = await ranOut('2026-03-02T12:00:00Z');
    for (const who of [mentee, mentor]) expect(told(who)).toHaveLength(1);
    await mentee.click({ ...newest(mentee).place, actionId: 'sessions.wrap-up' });
    await world.slack.until(() => mentee.modal(), 'the wrap-up');
    await mentee.submit({ fill: { recap: 'The probe was too strict' } });
    await world.settle();
    for (const who of [mentee, mentor]) {
      expect(newest(who).text).toContain('is wrapped up');
      expect(JSON.stringify(who.messages().at(-1)?.blocks)).not.toContain('sessions.wrap-up');
    }
  });

  it('is not said to somebody for whom it was wrapped up before their morning', async () => {
    const { world, mentee, mentor, told } = await ranOut('2026-03-02T17:30:00Z');
    const place = mentee.conversations().find((c) => c.kind === 'mpim')!;
    const ts = String(mentee.messages(String(place.id))[0]!.ts);
    await mentee.click({ channel: String(place.id), ts, actionId: 'sessions.wrap-up' });
    await world.slack.until(() => mentee.modal(), 'the wrap-up');
    await mentee.submit({ fill: { recap: 'The probe was too strict' } });
    await world.travelTo(Temporal.Instant.from('2026-03-03T09:01:00Z'));
    expect([...told(mentee), ...told(mentor)]).toEqual([]);
    expect(mentor.messages().some((m) => /is wrapped up/.test(m.text))).toBe(false);
  });
});
