import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ids } from '../../../src/features/goals/views/index.ts';
import { offerSkill } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, setMute, skillsOf } from '../../../src/features/members/service.ts';
import { holdHours } from '../../../src/features/office-hours/service/index.ts';
import { ids as hours } from '../../../src/features/office-hours/views/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { ids as reflections } from '../../../src/features/reflections/views/index.ts';
import { ids as requests } from '../../../src/features/requests/views/index.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';
import { aForm as someHours } from '../office-hours/setup.ts';
import { used } from './setup.ts';

const [ADA, BRAM, ELIF] = ['U0ADA', 'U0BRAM', 'U0ELIF'];
const WORDS = 'Understand Kubernetes well enough to help on call';
const london = (date: string, time: string) => Temporal.Instant.from(`${date}T${time}:00Z`);

describe('Learning goals, on the embedded Slack', () => {
  let world: World;
  const ada = () => world.as(ADA);
  const modal = () => saidIn(ada().modal()?.blocks);
  const viewId = () => String(ada().modal()?.id);
  const offer = (memberId: string, name: string) =>
    world.work(async (tx) => offerSkill(tx, memberId, (await findOrCreateSkill(tx, name)).id, 2));
  const inModal = async (actionId: string, value?: string) => {
    await ada().click({ viewId: viewId(), actionId, element: value === undefined ? {} : { value } });
    await world.settle(0);
  };
  const press = async (actionId: string, value?: string) => {
    await ada().click({ ...newest(ada()).place, actionId, ...(value === undefined ? {} : { element: { value } }) });
    await world.settle();
  };
  const goals = async () => {
    await ada().command('/mentor goals');
    await world.settle(0);
  };
  const add = async (fill: Record<string, string>) => {
    await inModal(ids.add, '');
    const sent = await ada().submit({ fill });
    await world.settle(0);
    return sent;
  };
  const said = (words: string) =>
    ada()
      .messages()
      .filter((message) => saidIn(message.blocks).includes(words));

  beforeEach(async () => {
    world = await createWorld();
    await offer(BRAM, 'Kubernetes');
  });
  afterEach(() => world.close());

  it('are asked about once when their day has come, on a working morning, and go on, end or are let go', async () => {
    await goals();
    // A Saturday.
    for (const words of ['Weld a hull', 'Bake bread', 'Play the cello']) await add({ words, by: '2026-03-07' });
    const asked = () => said('The day that you set for a goal has come: 7 March 2026.').length;
    await world.travelTo(london('2026-03-09', '08:59'));
    expect(asked()).toBe(0);
    await world.travelTo(london('2026-03-09', '09:02'));
    expect(asked()).toBe(1);
    const note = newest(ada());
    const pressOn = async (actionId: string, nth: number) => {
      const blocks = ada()
        .messages()
        .find((message) => message.ts === note.ts)?.blocks as { block_id: string }[];
      const having = blocks.filter((block) => JSON.stringify(block).includes(`"${actionId}"`));
      await ada().click({ ...note.place, actionId, blockId: having[nth]?.block_id ?? '' });
      await world.settle();
    };
    await pressOn(ids.done, 0);
    await pressOn(ids.letGo, 0);
    await pressOn(ids.change, 0);
    expect(saidIn(ada().modal()?.blocks)).toContain('By when');
    expect(JSON.stringify(ada().modal())).not.toContain('2026-03-07');
    await ada().submit({ fill: { by: '2026-03-16' } });
    await world.settle();
    const now = saidIn(
      ada()
        .messages()
        .find((message) => message.ts === note.ts)?.blocks,
    );
    for (const words of ['*Well done.*', 'Let go.', 'Still on it, by 16 March 2026.']) expect(now).toContain(words);
    expect(now).not.toContain('The day that you set');
    await world.travelTo(london('2026-03-16', '09:31'));
    expect(said('has come: 16 March 2026.')).toHaveLength(1);
    await world.travelTo(london('2026-03-26', '10:00'));
    expect(said('The day that you set for a goal has come')).toHaveLength(1);
  });

  it('are set with a command, suggest colleagues with Ask, and stay in Home', async () => {
    await ada().openHome();
    await world.settle();
    expect(saidIn(ada().home()?.blocks)).toContain('*My learning goals*\nWhat would you like to get better at?');
    await goals();
    expect(modal()).toContain('Keep up to three goals. Only you see your goals.');
    expect(await add({ words: WORDS, by: '2026-06-30' })).toMatchObject({ ok: true });
    expect(modal()).toContain(`*${WORDS}*\nAbout Kubernetes · by 30 June 2026`);
    expect(modal()).toContain('<@U0BRAM>');
    await world.settle();
    expect(saidIn(ada().home()?.blocks)).toContain(`• ${WORDS}\nRight now: colleagues can help`);
    expect(saidIn(world.as(BRAM).home()?.blocks)).not.toContain(WORDS);

    await inModal(requests.ask);
    expect(modal()).toContain('I’ll ask *Bram de Vries* first.');
    expect(JSON.stringify(ada().modal())).toContain(WORDS);
    await ada().submit({ fill: { urgency: 'now' } });
    await world.settle();
    expect(newest(world.as(BRAM)).text).toContain(WORDS);
  });

  it('offer the next office hours that fit, with a way to book', async () => {
    await world.work((tx) => holdHours(tx, BRAM, someHours()));
    await goals();
    await add({ words: WORDS });
    expect(modal()).toContain('*Office hours* with <@U0BRAM>');
    await inModal(hours.book);
    expect(modal()).toContain('slots of 15 minutes');
    expect(await ada().submit({ fill: { goal: 'Find out why my pods restart' } })).toMatchObject({ ok: true });
  });

  it('can be changed, done and let go, and each can be undone', async () => {
    await goals();
    await add({ words: WORDS });
    await inModal(ids.change);
    expect(JSON.stringify(ada().modal())).toContain(WORDS);
    await ada().submit({ fill: { words: 'Enjoy Mondays' } });
    await world.settle(0);
    expect(modal()).toContain('*Enjoy Mondays*');
    await inModal(ids.done);
    expect(modal()).toContain('*Well done.*');
    expect(modal()).not.toContain('Enjoy Mondays');
    await inModal(ids.reopen);
    expect(modal()).toContain('*Enjoy Mondays*');
    await inModal(ids.letGo);
    expect(modal()).toContain('Let go. That is fine, and no one is told.');
    expect(modal()).toContain('Set a goal');
  });

  it('say what is wrong at the field, and kindly when there is no room or a button is stale', async () => {
    await goals();
    await inModal(ids.add, '');
    expect(await ada().submit({ fill: { words: '…' } })).toMatchObject({
      ok: false,
      errors: { words: expect.any(String) },
    });
    expect(await ada().submit({ fill: { words: WORDS, by: '2026-02-01' } })).toMatchObject({
      ok: false,
      errors: { by: 'That day is over. Please pick one that is still to come, or leave it empty.' },
    });
    await ada().submit({ fill: { words: WORDS, by: '2026-03-02' } });
    await world.settle(0);
    await goals();
    await inModal(ids.add, '');
    expect(await ada().submit({ fill: { words: WORDS } })).toMatchObject({
      ok: false,
      errors: { words: expect.stringContaining('You have that goal already') },
    });
    await goals();
    await inModal(ids.done, '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11');
    await world.settle();
    expect(ada().messages().at(-1)?.text).toContain('no longer among your open ones');
    await goals();
    await inModal(ids.letGo);
    await world.as(BRAM).command('/mentor goals');
    await world.settle(0);
    expect(saidIn(world.as(BRAM).modal()?.blocks)).not.toContain(WORDS);
  });

  it('are asked about with the fourth reflection only, and stand once that is answered', async () => {
    await goals();
    await add({ words: WORDS });
    const question = 'Do your learning goals still fit?';
    for (const day of ['03', '04', '05', '06']) {
      expect(said(question)).toEqual([]);
      await world.work(async (tx) => planReflections(tx, await heldSession(tx, ADA, BRAM, 'Kubernetes')));
      await world.travelTo(london(`2026-03-${day}`, '10:00'));
    }
    expect(said(question)).toHaveLength(1);
    expect(newest(ada()).text).toContain(`*${question}*\n• ${WORDS}`);
    await world.as(BRAM).click({ ...newest(world.as(BRAM)).place, actionId: reflections.reflect });
    await press(reflections.goalsFit);
    expect(newest(ada()).text).toContain('Your learning goals are as you want them.');
    expect(newest(ada()).text).toContain('A minute to look back?');
    await press(reflections.changeGoals);
    expect(modal()).toContain(`*${WORDS}*`);
    await world.work(async (tx) => planReflections(tx, await heldSession(tx, ADA, BRAM, 'Kubernetes')));
    await world.travelTo(london('2026-03-09', '10:00'));
    expect(said('goals')).toHaveLength(1);
  });

  it('hear once a week of who and what is new, with Ask and a way in, and not when muted', async () => {
    await goals();
    await add({ words: WORDS });
    await offer(ELIF, 'Kubernetes');
    await world.work((tx) => holdHours(tx, BRAM, someHours({ firstOn: '2026-03-12' })));
    await world.travelTo(london('2026-03-03', '09:29'));
    expect(said('Something new')).toEqual([]);
    await world.travelTo(london('2026-03-03', '09:31'));
    const { text } = newest(ada());
    for (const part of [
      `For *${WORDS}*:`,
      '<@U0ELIF>\nnow offers Kubernetes',
      '*Office hours* with <@U0BRAM>',
      'My goals',
    ])
      expect(text).toContain(part);
    await press(requests.ask);
    expect(modal()).toContain('I’ll ask *Elif Aydın* first.');

    await offer('U0JONAS', 'Kubernetes');
    await world.travelTo(london('2026-03-09', '23:00'));
    expect(said('Something new')).toHaveLength(1);
    await world.travelTo(london('2026-03-10', '09:31'));
    expect(said('Something new')).toHaveLength(2);
    expect(newest(ada()).text).toContain('<@U0JONAS>');
    expect(newest(ada()).text).not.toContain('<@U0ELIF>');

    await world.work((tx) => setMute(tx, ADA, 'goals.news', true));
    await offer('U0GRACE', 'Kubernetes');
    await world.travelTo(london('2026-03-20', '12:00'));
    expect(said('Something new')).toHaveLength(2);
  });
});

describe('Skills, on the embedded Slack', () => {
  let world: World;
  const dm = (memberId: string) => newest(world.as(memberId)).text;
  const press = async (memberId: string, actionId: string, value?: string) => {
    const { place } = newest(world.as(memberId));
    await world.as(memberId).click({ ...place, actionId, ...(value === undefined ? {} : { element: { value } }) });
    await world.settle();
  };
  const offers = async (memberId: string) =>
    (await world.work((tx) => skillsOf(tx, memberId))).offers.map(({ name, level }) => `${name} ${level}`);
  const learned = () =>
    world.work(async (tx) => {
      for (let i = 0; i < 2; i++) await used(tx, ADA, BRAM, 'Kubernetes');
    });

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('that were put to use twice: the learner says yes, and helps from then on', async () => {
    await learned();
    await world.travelTo(london('2026-03-03', '09:40'));
    expect(dm(ADA)).toContain('You’ve used what you learned about Kubernetes twice now.');
    await press(ADA, ids.helpWell);
    expect(dm(ADA)).toContain('You help with Kubernetes now (“knows it well”)');
    expect(await offers(ADA)).toEqual(['Kubernetes 2']);
    await press(ADA, 'members.openProfile');
    expect(saidIn(world.as(ADA).modal()?.blocks)).toContain('I know well');
  });

  it('that were put to use twice: “not now” stays open in the goals, “not this one” does not', async () => {
    await learned();
    await world.travelTo(london('2026-03-03', '09:40'));
    await press(ADA, ids.notNow);
    expect(dm(ADA)).toContain('All right, not now.');
    await world.as(ADA).command('/mentor goals');
    await world.settle(0);
    const modal = () => saidIn(world.as(ADA).modal()?.blocks);
    expect(modal()).toContain('You’ve used this, and could help others in it:\nKubernetes');
    await world.as(ADA).click({ viewId: String(world.as(ADA).modal()?.id), actionId: ids.help });
    await world.settle();
    expect(modal()).not.toContain('could help others');
    expect(await offers(ADA)).toEqual(['Kubernetes 1']);
    expect(dm(ADA)).toContain('You help with Kubernetes now (“can help”)');
  });

  it('that nobody asked about for nine months: kept or set aside with a tap, one reminder, then rest', async () => {
    await world.work(async (tx) => {
      for (const name of ['Kubernetes', 'Terraform', 'Negotiation'])
        await offerSkill(tx, BRAM, (await findOrCreateSkill(tx, name)).id, 2);
      await tx.db.updateTable('member_skill').set({ added_at: '2025-06-02T12:00:00.000Z' }).execute();
    });
    const questions = () =>
      world
        .as(BRAM)
        .messages()
        .filter((message) => /Would you still help|find you for what/.test(saidIn(message.blocks)));
    await world.travelTo(london('2026-03-04', '07:00'));
    expect(questions()).toEqual([]);
    await world.travelTo(london('2026-03-04', '09:00'));
    expect(questions()).toHaveLength(1);
    const [kubernetes, negotiation] = await world.work(async (tx) => [
      (await findOrCreateSkill(tx, 'Kubernetes')).id,
      (await findOrCreateSkill(tx, 'Negotiation')).id,
    ]);
    await press(BRAM, ids.keep, kubernetes);
    expect(dm(BRAM)).toContain('✓ Kubernetes: still yes');
    await press(BRAM, ids.setAside, negotiation);
    expect(dm(BRAM)).toContain('Negotiation: set aside, no one asks you about it');
    expect(await offers(BRAM)).toEqual(['Kubernetes 2', 'Terraform 2']);

    await world.travelTo(london('2026-03-11', '09:00'));
    expect(questions()).toHaveLength(2);
    expect(dm(BRAM)).toContain('I won’t ask about these again.');
    await world.travelTo(london('2026-03-25', '12:00'));
    expect(questions()).toHaveLength(2);
    expect(await offers(BRAM)).toEqual(['Kubernetes 2', 'Terraform 2']);

    await press(BRAM, ids.again, negotiation);
    expect(await offers(BRAM)).toEqual(['Kubernetes 2', 'Negotiation 2', 'Terraform 2']);
    await press(BRAM, ids.keep, 'nonsense');
    expect(whispered(world.as(BRAM))).toContain('That question wasn’t for you');
  });
});
