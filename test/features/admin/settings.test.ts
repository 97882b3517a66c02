import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Entry } from '../../../sandbox/slack/people/fill.ts';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ids } from '../../../src/features/admin/views/settings.ts';
import { countPeople, isOwner } from '../../../src/features/members/service.ts';
import { planDigest } from '../../../src/features/recognition/service/index.ts';
import { type SectionName, sectionForms, sectionNames } from '../../../src/features/settings/rules/forms.ts';
import { readSettings } from '../../../src/features/settings/rules/index.ts';
import { zonesLike } from '../../../src/features/settings/rules/zones.ts';
import { decidedSettings, getSettings, writeSettings } from '../../../src/features/settings/service.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
import { openSection } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, DANA] = ['U0ADA', 'U0DANA'];

describe('Settings, on the embedded Slack', () => {
  let world: World;
  const settings = () => world.work(getSettings);
  const last = (id: string) => JSON.stringify(world.as(id).messages().at(-1));

  const type = async (id: string, text: string) => {
    await world.as(id).command(text);
    await world.settle();
  };

  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('open for owners only, by command and from the welcome', async () => {
    await type(ADA, '/mentor settings');
    expect(world.as(ADA).modal()).toBeNull();
    expect(whispered(world.as(ADA))).toContain('for the owners and admins');
    await world.as(DANA).click({ ...newest(world.as(DANA)).place, actionId: ids.open });
    await world.settle();
    expect(saidIn(world.as(DANA).modal()?.blocks)).toContain('There’s no digest as long as no channel is chosen');
  });

  it('are saved part by part, tell when the digest comes, and how to invite the app where it is missing', async () => {
    const dana = world.as(DANA);
    const save = async (name: SectionName, fill: Record<string, Entry>) => {
      await openSection(world, DANA, name);
      expect(await dana.submit({ fill })).toEqual({ ok: true });
      await world.settle();
    };
    const channel = [...world.slack.state.conversations.values()].find(
      (c) => c.kind === 'public' && !c.members.has(world.slack.state.app.botUserId),
    )!;
    await save('where', { digestChannel: channel.id });
    expect(last(DANA)).toContain(`I’m not in <#${channel.id}> yet`);
    expect(last(DANA)).toContain('/invite @Bitewise');
    const told = world.as(DANA).messages().length;
    await save('when', { digestDays: ['4', '2'], digestAt: '09:30' });
    await save('limits', { offerMinutes: '60' });
    await save('who', { ownerIds: [ADA], guests: ['yes'] });
    await save('what', { board: [] });
    expect(dana.messages(), 'what the overview shows is not told as well').toHaveLength(told);
    const overview = dana.modal()!;
    await dana.click({ viewId: String(overview.id), actionId: ids.zone, entry: 'Europe/Berlin' });
    await world.settle();
    expect(await settings()).toMatchObject({
      digestChannel: channel.id,
      digestTime: { days: [2, 4], time: '09:30' },
      zone: 'Europe/Berlin',
      offerMinutes: 60,
      allowGuests: true,
      hasBoard: false,
      hasNewsletter: true,
      ownerIds: [ADA],
    });
    const shown = saidIn(dana.modal()?.blocks);
    expect(shown).toContain('The digest comes on Tuesdays and Thursdays at 09:30.');
    expect(shown).toContain(`<!date^${Date.parse('2026-03-03T08:30:00Z') / 1000}^`);
    expect(shown).toContain('A mentor has 60 working minutes');
    expect(shown).toContain('There’s no leaderboard.');
    expect(await world.work((tx) => isOwner(tx, ADA))).toBe(true);
  });

  it('say whom a change reaches, and from when on', async () => {
    const said: string[] = [];
    for (const name of sectionNames) {
      await openSection(world, DANA, name);
      said.push(saidIn(world.as(DANA).modal()?.blocks));
      await world.as(DANA).close();
      await world.as(DANA).close();
    }
    const { people, guests } = await world.work(countPeople);
    expect(people).toBeGreaterThan(1);
    for (const words of [said[0], said[1], said[4]]) expect(words).toContain(`all ${people} people here, from`);
    expect(said[2]).toContain('from the next digest on');
    expect(said[3]).toContain(guests === 1 ? 'There is one guest here.' : `There are ${guests} guests here.`);
  });

  it('let a channel be taken away again', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { digestChannel: 'C0GENERAL', sessionsChannel: 'C0GENERAL' }));
    await openSection(world, DANA, 'where');
    await world.as(DANA).submit({ fill: { digestChannel: null, sessionsChannel: null } });
    await world.settle();
    const now = await settings();
    expect([now.digestChannel, now.sessionsChannel]).toEqual([undefined, undefined]);
    expect(saidIn(world.as(DANA).modal()?.blocks)).toContain('The digest has no channel.');
  });

  it('name the days and the next three dates of the digest', async () => {
    const digestTime = { days: [1, 4], time: '10:00' };
    await world.work((tx) => saveSettings(tx, DANA, { digestChannel: 'C0GENERAL', digestTime, zone: 'UTC' }));
    await type(DANA, '/mentor settings');
    const said = saidIn(world.as(DANA).modal()?.blocks);
    expect(said).toContain('The digest comes on Mondays and Thursdays at 10:00.');
    const dates = ['03-05', '03-09', '03-12'].map((day) => Date.parse(`2026-${day}T10:00:00Z`) / 1000);
    for (const date of dates) expect(said).toContain(`<!date^${date}^`);
  });

  it('of before keep the days of their cron line, and owners hear of one that cannot be kept', async () => {
    const stored = { digestChannel: 'C0GENERAL', zone: 'UTC', ownerIds: [DANA] };
    const told = () =>
      world
        .as(DANA)
        .messages()
        .filter((m) => m.text.includes('I can’t keep the time'));
    const start = async (digestCron: string) => {
      await world.work((tx) => writeSettings(tx, { ...stored, digestCron }));
      await world.work(planDigest);
      await world.work(planDigest);
      await world.settle();
    };
    await start('30 15 * * 2,4');
    expect((await settings()).digestTime).toEqual({ days: [2, 4], time: '15:30' });
    expect(told()).toEqual([]);
    await start('30 8 1 * *');
    await world.travel({ hours: 24 });
    expect((await settings()).digestTime).toEqual({ days: [1], time: '10:00' });
    expect(told()).toHaveLength(1);
    expect(saidIn(told()[0]?.blocks)).toContain('30 8 1 * *');
    expect(await world.work(decidedSettings)).not.toHaveProperty('digestCron');
  });

  it('are refused when somebody who lost the right sends an open form', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { ownerIds: [ADA] }));
    await openSection(world, ADA, 'limits');
    await world.work((tx) => saveSettings(tx, DANA, { ownerIds: [] }));
    const answer = await world.as(ADA).submit({ fill: { offerMinutes: '480' } });
    await world.settle();
    expect((await settings()).offerMinutes).toBe(30);
    expect(JSON.stringify(answer)).toContain('for the owners and admins');
  });
});

it.each([
  [{ digestDays: [] }, 'at least one day'],
  [{ digestDays: ['8'] }, 'Too big'],
  [{ digestAt: '25:00' }, 'choose a time'],
  [{ digestAt: undefined }, 'choose a time'],
])('The form of when the digest comes refuses %j', (wrong, why) => {
  const filled = { digestDays: ['1'], digestAt: '10:00' };
  expect(sectionForms.when.safeParse(filled).success).toBe(true);
  expect(sectionForms.when.safeParse({ ...filled, ...wrong }).error?.message).toContain(why);
});

describe('Stored settings', () => {
  it('that are missing or spoilt have their defaults', () => {
    const defaults = readSettings('{}');
    expect(defaults).toMatchObject({ digestTime: { days: [1], time: '10:00' }, zone: 'UTC', offerMinutes: 30 });
    expect(readSettings('not json')).toEqual(defaults);
    expect(readSettings('[]')).toEqual(defaults);
    expect(
      readSettings(
        '{"zone":"Mars","offerMinutes":-1,"ownerIds":7,"digestChannel":{},"digestTime":{"days":[],"time":"9"}}',
      ),
    ).toMatchObject(defaults);
  });

  it('offer zones by city, whatever the writing', () => {
    expect(zonesLike('new york', 50)).toEqual(['America/New_York']);
    expect(zonesLike('', 50)).toHaveLength(50);
    expect(zonesLike('utc', 50)).toContain('UTC');
    expect(zonesLike('nowhere at all', 50)).toEqual([]);
  });
});
