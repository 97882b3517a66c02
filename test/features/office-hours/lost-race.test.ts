import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { requireMember } from '../../../src/features/members/service.ts';
import { book, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { ids } from '../../../src/features/office-hours/views/index.ts';
import { openSession, pickTime } from '../../../src/features/sessions/service/index.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';
import { aForm, GOAL } from './setup.ts';

const [ADA, BRAM, HIRO] = ['U0ADA', 'U0BRAM', 'U0HIRO'];

describe('A race for a time that somebody loses', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.work(async (tx) => {
      for (const id of [ADA, BRAM, HIRO]) await requireMember(tx, id);
    });
  });
  afterEach(() => world.close());

  it('leaves the form of a place open, with the goal, and another place can be picked', async () => {
    const { id } = await world.work((tx) => holdHours(tx, BRAM, aForm({ channel: 'C0MENTORING' })));
    await world.settle();
    const ada = world.as(ADA);
    const post = ada.messages('C0MENTORING').at(-1)!;
    await ada.click({ channel: 'C0MENTORING', ts: post.ts, actionId: ids.book });
    await world.slack.until(() => ada.modal(), 'the form');
    await world.work((tx) => book(tx, HIRO, { hoursId: id, date: '2026-03-03', seat: 1, goal: GOAL }));
    const before = ada.messages().length;
    const lost = await ada.submit({ fill: { when: 'Tue 3 Mar, 14:15', goal: GOAL } });
    expect(lost).toMatchObject({ ok: false, errors: { when: expect.stringContaining('just booked') } });
    expect(JSON.stringify(ada.modal()?.state)).toContain(GOAL);
    expect(ada.messages()).toHaveLength(before);
    expect(await ada.submit({ fill: { when: 'Tue 3 Mar, 14:30' } })).toMatchObject({ ok: true });
    await world.settle();
    const since = ada.messages().slice(before);
    expect(since.some(({ text }) => text.includes('Booked:'))).toBe(true);
  });

  it('leaves the choice of a time open when one of the two has another session then', async () => {
    const at = Temporal.Instant.from('2026-03-03T10:00:00Z');
    const open = (menteeId: string) =>
      world.work(async (tx) => {
        const { skillId } = await heldSession(tx, menteeId, BRAM, 'Kubernetes');
        const rows = await tx.db.selectFrom('session').selectAll().where('mentee_id', '=', menteeId).execute();
        const from = { requestId: rows[0]!.request_id, offerId: rows[0]!.offer_id, mentorId: BRAM, menteeId };
        return openSession(tx, { ...from, skillId, goal: GOAL, minutes: 20, format: 'thread', at: 'later' });
      });
    const own = await open(ADA);
    const other = await open(HIRO);
    await world.settle();
    const ada = world.as(ADA);
    const room = ada.conversations().find(({ kind }) => kind === 'mpim')!;
    const card = ada.messages(room.id).find((message) => !message.ephemeral)!;
    await ada.click({ channel: room.id, ts: card.ts, actionId: 'sessions.pick-time' });
    await world.slack.until(() => ada.modal(), 'the choice of a time');
    await world.work((tx) => pickTime(tx, other, HIRO, at));
    const lost = await ada.submit({ fill: { time: at.epochMilliseconds / 1000 } });
    expect(lost).toMatchObject({
      ok: false,
      errors: { time: expect.stringContaining('The other has another session at that time') },
    });
    await expect(world.work((tx) => pickTime(tx, own, BRAM, at))).rejects.toThrow(
      'You have another session at that time',
    );
    expect(await ada.submit({ fill: { time: at.epochMilliseconds / 1000 + 3600 } })).toMatchObject({ ok: true });
  });
});
