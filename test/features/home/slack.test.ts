import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { agreeActions } from '../../../src/features/follow-ups/service.ts';
import { ids as actionIds } from '../../../src/features/follow-ups/views.ts';
import { promptGroups, themes } from '../../../src/features/home/rules.ts';
import { ids } from '../../../src/features/home/views/index.ts';
import { profileForm } from '../../../src/features/members/rules/profile.ts';
import { saveProfile } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill, getMember } from '../../../src/features/members/service.ts';
import { ids as memberIds } from '../../../src/features/members/views.ts';
import { deleteData } from '../../../src/features/privacy/service/index.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { startRequest } from '../../../src/features/requests/service/index.ts';
import { ids as requestIds } from '../../../src/features/requests/views/index.ts';
import { saidIn } from '../../support/dm.ts';
import { filledForm } from '../../support/members.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA] = ['U0ADA', 'U0BRAM', 'U0DANA'];

describe('App Home, on the embedded Slack', () => {
  let world: World;
  const home = (id: string) => {
    const view = world.as(id).home();
    return { text: saidIn(view?.blocks), place: { viewId: String(view?.id) } };
  };
  const opened = async (id: string) => {
    await world.as(id).openHome();
    await world.settle();
    return home(id);
  };
  const asked = () =>
    world.work(async (tx) => {
      await saveProfile(tx, BRAM, profileForm.parse(filledForm({ offers_3: ['Kubernetes'] })));
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      const ask = { skillId, goal: 'Find out why my pods restart', tried: '', minutes: 20, format: 'thread' } as const;
      return startRequest(tx, { ...ask, menteeId: ADA, mentorId: BRAM, urgency: 'today', isAnonymous: false });
    });

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('tells a newcomer what to do first, and is published for nobody who never opened it', async () => {
    expect(world.as(ADA).home()).toBeNull();
    const { text } = await opened(ADA);
    expect(text).toContain('Hello, Ada');
    expect(text).toContain('Two ways to begin');
    expect(text).toContain('Add my skills');
    expect(text).toContain('You’re all caught up.');
    expect(text).not.toContain('Settings');
    expect((await opened(DANA)).text).toContain('Settings');
  });

  it('shows a question to its mentor and the search to its asker, and both can go on from there', async () => {
    await opened(ADA);
    await opened(BRAM);
    await asked();
    await world.settle();
    expect(home(ADA).text).toContain('*Kubernetes*: finding someone.');
    expect(home(BRAM).text).toContain('would like 20 minutes of your help with *Kubernetes*');
    expect(home(BRAM).text).toContain('Find out why my pods restart');

    await world.as(BRAM).click({ ...home(BRAM).place, actionId: requestIds.accept });
    await world.settle();
    for (const id of [ADA, BRAM]) {
      expect(home(id).text).toContain('*Your sessions*');
      expect(home(id).text).not.toContain('finding someone');
    }
  });

  it('lets the asker cancel, and the mentor’s question is gone', async () => {
    await opened(ADA);
    await opened(BRAM);
    await asked();
    await world.settle();
    await world.as(ADA).click({ ...home(ADA).place, actionId: requestIds.cancel });
    await world.settle();
    expect(home(ADA).text).toContain('You’re all caught up.');
    expect(home(BRAM).text).toContain('You’re all caught up.');
  });

  it('lists next steps, and a Done there is done', async () => {
    await opened(ADA);
    await world.work(async (tx) => {
      const session = await heldSession(tx, ADA, BRAM, 'Kubernetes');
      const step = { ownerId: ADA, when: 'a pod restarts', will: 'read its events', dueOn: '2026-03-05' };
      return agreeActions(tx, session, [step]);
    });
    await world.settle();
    expect(home(ADA).text).toContain('When a pod restarts, I will read its events');
    await world.as(ADA).click({ ...home(ADA).place, actionId: actionIds.done });
    await world.settle();
    expect(home(ADA).text).not.toContain('read its events');
  });

  it('asks to look back on each talk by its partner’s name, or without it once they deleted their data', async () => {
    await opened(ADA);
    await world.work(async (tx) => {
      for (const partner of [BRAM, DANA]) await planReflections(tx, await heldSession(tx, ADA, partner, 'Kubernetes'));
    });
    await world.settle();
    const talks = () => [...home(ADA).text.matchAll(/Your session with ([^.]+)\./g)].map(([, who]) => who).sort();
    expect(talks()).toEqual(['Bram de Vries', 'Dana Kowalski']);
    await world.work((tx) => deleteData(tx, BRAM));
    await world.settle(60);
    expect(talks()).toEqual(['Dana Kowalski', 'a former member']);
  });

  it('shows a break, ends it, and turns back by itself when it is over', async () => {
    await opened(ADA);
    await world.as(ADA).command('/mentor pause 3 days');
    await world.settle();
    expect(home(ADA).text).toContain('You’re on a break until');
    await world.as(ADA).click({ ...home(ADA).place, actionId: memberIds.resume });
    await world.settle();
    expect(home(ADA).text).not.toContain('You’re on a break');
    await world.as(ADA).command('/mentor pause 3 days');
    await world.travel({ hours: 4 * 24 });
    expect(home(ADA).text).not.toContain('You’re on a break');
  });

  it('keeps what somebody wants to be written about', async () => {
    const mutes = async () => (await world.work((tx) => getMember(tx, ADA)))?.mutes;
    const choose = async (fill: Record<string, string[]>) => {
      await world.as(ADA).click({ ...home(ADA).place, actionId: ids.reminders });
      await world.settle();
      expect(await world.as(ADA).submit({ fill })).toEqual({ ok: true });
      await world.settle();
    };
    await opened(ADA);
    await choose({ sessions: ['actions'] });
    expect(await mutes()).toEqual(['reflections.ask', 'reflections.outcome']);
    await world.as(ADA).command('/mentor messages');
    await world.settle();
    const fields = z.array(z.looseObject({ block_id: z.string() })).parse(world.as(ADA).modal()?.blocks);
    const ticked = z
      .object({ element: z.object({ initial_options: z.array(z.object({ value: z.string() })) }) })
      .parse(fields.find((field) => field.block_id === 'sessions')).element.initial_options;
    expect(ticked.map((option) => option.value)).toEqual(['actions']);
    await choose(Object.fromEntries(themes.map(({ name }) => [name, []])));
    expect((await mutes())?.length).toBe(promptGroups.flatMap((group) => group.kinds).length);
    await choose(wanting(promptGroups.map((group) => group.name)));
    expect(await mutes()).toEqual([]);
  });
});

const wanting = (names: string[]) =>
  Object.fromEntries(
    themes.map((theme) => [
      theme.name,
      promptGroups
        .filter((group) => group.theme === theme.name && names.includes(group.name))
        .map((group) => group.name),
    ]),
  );
