import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { ids } from '../../../src/features/reflections/views/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, MONDAY, type World } from '../../support/world.ts';

const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];
const london = (day: number, time: string) =>
  Temporal.Instant.from(`2026-03-${String(day).padStart(2, '0')}T${time}:00Z`);
const THANKS = 'Thank you for going through the events with me.';

describe('Looking back, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await world.work(async (tx) => planReflections(tx, await heldSession(tx, ADA, BRAM, 'Kubernetes')));
  });
  afterEach(() => world.close());

  const reflect = async (fill: Record<string, string | string[]>) => {
    const { place } = newest(world.as(ADA));
    await world.as(ADA).click({ ...place, actionId: ids.reflect });
    await world.settle();
    const sent = await world.as(ADA).submit({ fill });
    await world.settle();
    return sent;
  };

  it('asks both the next morning, keeps the answer private, and passes the thank-you on', async () => {
    await world.travelTo(london(3, '09:29'));
    expect(world.as(ADA).messages()).toEqual([]);
    await world.travelTo(london(3, '09:40'));
    const asked = newest(world.as(ADA));
    expect(asked.text).toContain('You talked with Bram de Vries about Kubernetes.');
    expect(newest(world.as(BRAM)).text).toContain('You talked with Ada Okafor about Kubernetes.');

    const answer = { usefulness: '4', answer: 'Read the events before the logs.', thanks: THANKS };
    expect(await reflect(answer)).toMatchObject({ ok: true });
    expect(newest(world.as(ADA))).toMatchObject({
      ts: asked.ts,
      text: expect.stringContaining('Reflection saved. Only you see your answers. You can change it for a week.'),
    });
    await world.travel({ minutes: 11 });
    expect(newest(world.as(BRAM)).text).toContain(`*Ada Okafor* thanks you:\n${THANKS}`);
    expect(JSON.stringify(world.as(BRAM).messages())).not.toContain('before the logs');
    await world.travelTo(london(15, '12:00'));
    expect(world.as(ADA).messages()).toHaveLength(1);
  });

  it('lets the author change it for a week, and says kindly when that is over', async () => {
    await world.travelTo(london(3, '09:40'));
    await reflect({ usefulness: '4', answer: 'Events first.', thanks: THANKS });
    const { place } = newest(world.as(ADA));
    await world.as(ADA).click({ ...place, actionId: ids.edit });
    await world.settle();
    const form = JSON.stringify(world.as(ADA).modal());
    expect(form).toContain('Events first.');
    await world.as(ADA).submit({ fill: { thanks: `${THANKS} It saved my week.` } });
    await world.settle();
    await world.travel({ minutes: 11 });
    expect(newest(world.as(BRAM)).text).toContain('It saved my week.');
    await world.as(ADA).click({ ...place, actionId: ids.edit });
    await world.settle();
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('Your thank-you was passed on to Bram de Vries:');
    expect(world.as(BRAM).messages()).toHaveLength(2);
    const open = world.as(ADA).modal();
    await world.travelTo(london(10, '12:00'));
    // Whoever left the form open reads it there; the message does not offer it any more.
    expect(await world.as(ADA).submit({ viewId: String(open?.id) })).toEqual({
      ok: false,
      errors: { usefulness: 'A reflection can be changed for a week. This one is kept as you left it.' },
    });
    const last = world
      .as(ADA)
      .messages(place.channel)
      .find((message) => message.ts === place.ts);
    expect(last?.text).toContain('Reflection saved.');
    expect(last?.text).not.toContain('for a week');
    expect(JSON.stringify(last?.blocks)).not.toContain(ids.edit);
  });

  it('says at the field what is missing', async () => {
    await world.travelTo(london(3, '09:40'));
    const sent = await reflect({ usefulness: '4', answer: '   ', thanks: 'Thanks' });
    expect(sent).toEqual({
      ok: false,
      errors: {
        answer: 'A few words, please. No one else reads them.',
        thanks: 'Please say what for, in 20 characters or more, or leave it empty.',
      },
    });
  });

  it('does not open for anybody but its author', async () => {
    await world.travelTo(london(3, '09:40'));
    const [ada, bram] = [newest(world.as(ADA)), newest(world.as(BRAM))];
    const { value } = await world.work((tx) =>
      tx.db.selectFrom('reflection').select('id as value').where('author_id', '=', ADA).executeTakeFirstOrThrow(),
    );
    await world.as(BRAM).click({ ...bram.place, actionId: ids.reflect, element: { value } });
    await world.settle();
    expect(whispered(world.as(BRAM))).toBe('A reflection is private to its author, and this one isn’t yours.');
    await world.as(ADA).click({ ...ada.place, actionId: ids.reflect });
    await world.settle();
    await world.as(BRAM).click({ ...bram.place, actionId: ids.reflect });
    await world.settle();
    await world.as(BRAM).submit({ fill: { answer: 'Mine now.' } });
    await world.settle();
    const rows = await world.work((tx) => tx.db.selectFrom('reflection').selectAll().execute());
    expect(rows.find((row) => row.author_id === ADA)?.answer).toBeNull();
    expect(rows.find((row) => row.author_id === BRAM)?.answer).toBe('Mine now.');
  });

  it('reminds once after three working days, and then rests', async () => {
    await world.travelTo(london(6, '09:29'));
    expect(world.as(ADA).messages()).toHaveLength(1);
    await world.travelTo(london(6, '09:40'));
    expect(newest(world.as(ADA)).text).toContain('I won’t ask about this one again.');
    await world.travel({ hours: 9 * 24 });
    expect(world.as(ADA).messages()).toHaveLength(2);
  });

  it('is muted by one click, and comes back by another', async () => {
    await world.travelTo(london(3, '09:40'));
    const { place } = newest(world.as(BRAM));
    await world.as(BRAM).click({ ...place, actionId: ids.mute });
    await world.settle();
    expect(newest(world.as(BRAM)).text).toContain('Reflections are muted.');
    await world.travelTo(london(8, '12:00'));
    expect(world.as(BRAM).messages()).toHaveLength(1);
    await world.as(BRAM).click({ ...place, actionId: ids.unmute });
    await world.settle();
    expect(newest(world.as(BRAM)).text).toContain('A minute to look back?');
  });

  it('asks the mentee once, two weeks later, and tells the mentor of a yes with the line written for them', async () => {
    await world.travelTo(london(16, '09:29'));
    const before = world.as(ADA).messages().length;
    await world.travelTo(london(16, '09:31'));
    const asked = newest(world.as(ADA));
    expect(asked.text).toContain('Two weeks ago Bram de Vries helped you with Kubernetes.');
    await world.as(ADA).click({ ...asked.place, actionId: ids.yes });
    await world.settle();
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('With a yes, Bram de Vries reads it as you write it.');
    await world
      .as(ADA)
      .submit({ fill: { detail: 'The nightly job has not restarted since.', timeSaved: 'one to four hours' } });
    await world.settle();
    expect(newest(world.as(ADA)).text).toContain('You said: yes. I’ll tell Bram de Vries.');
    await world.travel({ minutes: 16 });
    expect(newest(world.as(BRAM)).text).toBe(
      '*Ada Okafor* used what you showed them about Kubernetes. Thank you.\nReport a concern\nThe nightly job has not restarted since.',
    );
    const kept = await world.work((tx) => tx.db.selectFrom('outcome').select('time_saved').execute());
    expect(kept).toEqual([{ time_saved: 'one to four hours' }]);
    expect(JSON.stringify(world.as(BRAM).messages())).not.toContain('hours');
    await world.travel({ hours: 60 * 24 });
    expect(world.as(ADA).messages()).toHaveLength(before + 1);
  });

  it('keeps a "not yet" to itself', async () => {
    await world.travelTo(london(16, '09:31'));
    const told = world.as(BRAM).messages().length;
    await world.as(ADA).click({ ...newest(world.as(ADA)).place, actionId: ids.notYet });
    await world.settle();
    await world.as(ADA).submit({ fill: { detail: 'No time so far.' } });
    await world.travel({ hours: 3 * 24 });
    expect(newest(world.as(ADA)).text).toContain(
      'You said: not yet. It stays with you. I’ll ask once more in two weeks.',
    );
    expect(world.as(BRAM).messages()).toHaveLength(told);
  });

  it('after a "not yet", offers to talk again, asks once more in two weeks, and counts the yes of then', async () => {
    await world.travelTo(london(16, '09:31'));
    const ada = world.as(ADA);
    await ada.click({ ...newest(ada).place, actionId: ids.notYet });
    await world.settle();
    await ada.submit({ fill: { detail: 'No time so far.' } });
    await world.settle();
    await ada.click({ ...newest(ada).place, actionId: 'requests.ask' });
    await world.settle();
    expect(saidIn(ada.modal()?.blocks)).toContain('Bram de Vries');
    expect(JSON.stringify(ada.modal()?.blocks)).toContain('"initial_value":"Kubernetes"');
    ada.close();
    await world.travelTo(london(30, '09:32'));
    const again = newest(ada);
    expect(again.text).toContain('Have you used it since?');
    await ada.click({ ...again.place, actionId: ids.yes });
    await world.settle();
    await ada.submit({ fill: { detail: 'Now it runs.' } });
    await world.settle();
    expect(newest(ada)).toMatchObject({ ts: again.ts, text: expect.stringContaining('You said: yes.') });
    await world.travel({ minutes: 16 });
    expect(newest(world.as(BRAM)).text).toContain('Now it runs.');
    const rows = await world.work((tx) => tx.db.selectFrom('session').select('used_at').execute());
    expect(rows).toEqual([{ used_at: expect.stringContaining('2026-03-30') }]);
    const before = ada.messages().length;
    await world.travel({ hours: 40 * 24 });
    expect(ada.messages()).toHaveLength(before);
  });

  it('plans the same session once, however often it is said to have ended', async () => {
    const { session_id: id } = await world.work((tx) =>
      tx.db.selectFrom('reflection').select('session_id').executeTakeFirstOrThrow(),
    );
    await world.work((tx) => planReflections(tx, { id, mentorId: BRAM, menteeId: ADA }));
    await world.travelTo(MONDAY.add({ hours: 30 }));
    expect(world.as(ADA).messages()).toHaveLength(1);
  });
});
