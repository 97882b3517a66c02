import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids } from '../../../src/features/lessons/views.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { startRequest } from '../../../src/features/requests/service/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { filledForm } from '../../support/members.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];
const london = (day: number, time: string) =>
  Temporal.Instant.from(`2026-03-${String(day).padStart(2, '0')}T${time}:00Z`);

describe('Lessons, on the embedded Slack', () => {
  let world: World;
  const ada = () => world.as(ADA);
  const modal = () => saidIn(ada().modal()?.blocks);
  const lessonsIn = () =>
    ada()
      .messages()
      .filter((m) => JSON.stringify(m).includes('Lesson ')).length;
  const inModal = async (track: string, actionId: string = ids.go) => {
    await ada().command('/mentor lessons');
    await world.settle(0);
    await ada().click({ viewId: String(ada().modal()?.id), actionId, element: { value: track } });
    await world.settle();
  };
  const press = async (actionId: string) => {
    await ada().click({ ...newest(ada()).place, actionId });
    await world.settle();
  };

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('come one a working day once begun, each with feedback on the answer', async () => {
    await inModal('mentor');
    expect(modal()).toContain('*When you help* · 0 of 11 done, one a working day');
    for (const part of ['*Lesson 1 of 11: Listen before you help*', '*For example*', '*Try it today*', '*A question*'])
      expect(newest(ada()).text).toContain(part);

    await press(ids.answers[1]);
    expect(newest(ada()).text).toContain('You chose: “I had exactly the same');
    expect(newest(ada()).text).toContain('*Rather:* “If I hear you right');
    expect(newest(ada()).text).toContain('One lesson a working day');
    await world.travelTo(london(3, '09:29'));
    expect(lessonsIn()).toBe(1);
    await world.travelTo(london(3, '09:31'));
    expect(newest(ada()).text).toContain('*Lesson 2 of 11: Ask one more question*');

    for (const day of [4, 5, 6, 9, 10, 11, 12, 13, 16]) {
      await press(ids.answers[0]);
      await world.travelTo(london(day, '09:31'));
    }
    await press(ids.answers[2]);
    expect(newest(ada()).text).toContain('That was the last of the 11.');
    await world.travelTo(london(24, '12:00'));
    expect(lessonsIn()).toBe(11);
  });

  it('come one a local date to somebody who travels, unless they ask for the next one', async () => {
    const moveTo = async (tz: string) => {
      await world.slack.people.updateProfile(ADA, { tz });
      await world.settle(0);
    };
    await moveTo('Pacific/Auckland');
    // Tuesday 10:00 in Auckland, and 13:00 on Monday in Los Angeles.
    await world.travelTo(london(2, '21:00'));
    await inModal('mentor');
    expect(lessonsIn()).toBe(1);
    await moveTo('America/Los_Angeles');
    await press(ids.answers[0]);
    await world.travelTo(london(4, '17:29'));
    expect(lessonsIn()).toBe(1);
    await world.travelTo(london(4, '17:31'));
    expect(lessonsIn()).toBe(2);
    await press(ids.answers[0]);
    await inModal('mentor');
    expect(lessonsIn()).toBe(3);
  });

  it('mention one that is not answered once more after three working days, and then rest', async () => {
    await inModal('mentee');
    await world.travelTo(london(5, '09:29'));
    expect(lessonsIn()).toBe(1);
    await world.travelTo(london(5, '09:31'));
    expect(newest(ada()).text).toContain('I won’t mention it again.');
    await world.travel({ hours: 20 * 24 });
    expect(lessonsIn()).toBe(2);
    await inModal('mentee');
    expect(lessonsIn()).toBe(3);
    expect(newest(ada()).text).toContain('*Lesson 1 of 11: Know what you want from the talk*');
  });

  it('can be skipped, stopped and gone on with from the message', async () => {
    await inModal('mentee');
    await press(ids.skip);
    expect(newest(ada()).text).toContain('Skipped. One lesson a working day');
    await world.travelTo(london(3, '09:31'));
    await press(ids.stop);
    expect(newest(ada()).text).toContain('You stopped here');
    await world.travelTo(london(6, '12:00'));
    expect(lessonsIn()).toBe(2);
    await press(ids.go);
    expect(newest(ada()).text).toContain('*Lesson 2 of 11: Ask so that it’s easy to help*\nMost people');
  });

  it('can be taken in another order, and leave what is chosen behind once answered', async () => {
    await inModal('mentor');
    const choose = async (lessonId: string) => {
      await ada().command('/mentor lessons');
      await world.settle(0);
      const viewId = String(ada().modal()?.id);
      await ada().click({ viewId, actionId: ids.choose, element: { value: lessonId } });
      await world.settle();
    };
    await choose('mentor-11-silence');
    expect(newest(ada()).text).toContain('*Lesson 1 of 11: Let it be quiet*');
    await press(ids.answers[0]);
    await world.travelTo(london(3, '09:31'));
    expect(newest(ada()).text).toContain('*Lesson 2 of 11: Listen before you help*');
    await choose('mentor-11-silence');
    expect(ada().messages().at(-1)?.text).toContain('behind you already');
    await choose('mentor-99-nothing');
    expect(ada().messages().at(-1)?.text).toContain('no longer there');
    expect(lessonsIn()).toBe(3);
  });

  it('wait for working hours, and say kindly when a lesson is behind somebody', async () => {
    await world.travelTo(london(2, '20:00'));
    await inModal('mentee');
    expect(lessonsIn()).toBe(0);
    await world.travelTo(london(3, '09:31'));
    expect(lessonsIn()).toBe(1);
    await press(ids.answers[1]);
    await inModal('mentor');
    await ada().click({
      ...newest(ada()).place,
      actionId: ids.skip,
      element: { value: 'mentee-1-know-what-you-want' },
    });
    await world.settle();
    expect(whispered(ada())).toContain('behind you already');
  });

  it('show their progress in Home, and open from there', async () => {
    await ada().openHome();
    await world.settle();
    const home = () => saidIn(ada().home()?.blocks);
    expect(home()).toContain('When you ask: 11 lessons, not begun');
    await ada().click({ viewId: String(ada().home()?.id), actionId: ids.open });
    await world.settle(0);
    expect(modal()).toContain('Begin');
    await inModal('mentee');
    await press(ids.answers[1]);
    expect(home()).toContain('When you ask: 1 of 11 done, one a working day');
  });

  it('are offered with somebody’s first question and first offer, and once begun no more', async () => {
    await world.work(async (tx) => {
      await saveProfile(tx, BRAM, profileForm.parse(filledForm({ offers_3: ['Kubernetes'] })));
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      const ask = { skillId, goal: 'Find out why my pods restart', tried: '', minutes: 20, format: 'thread' } as const;
      return startRequest(tx, { ...ask, menteeId: ADA, mentorId: BRAM, urgency: 'today', isAnonymous: false });
    });
    await world.settle();
    expect(newest(ada()).text).toContain('Your first session here?');
    const offer = newest(world.as(BRAM));
    expect(offer.text).toContain('Your first time helping here?');
    await world.as(BRAM).click({ ...offer.place, actionId: ids.open });
    await world.settle(0);
    const viewId = String(world.as(BRAM).modal()?.id);
    await world.as(BRAM).click({ viewId, actionId: ids.go, element: { value: 'mentor' } });
    await world.settle();
    await world.as(BRAM).click({ ...offer.place, actionId: 'requests.accept' });
    await world.settle();
    const said = world
      .as(BRAM)
      .messages()
      .find((m) => m.ts === offer.ts);
    expect(saidIn(said?.blocks)).toContain('You accepted.');
    expect(saidIn(said?.blocks)).not.toContain('Your first time helping here?');
  });
});
