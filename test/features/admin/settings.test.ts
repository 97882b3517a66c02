import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { ids } from '../../../src/features/admin/views/settings.ts';
import { isOwner } from '../../../src/features/members/service.ts';
import { readSettings } from '../../../src/features/settings/rules/index.ts';
import { zonesLike } from '../../../src/features/settings/rules/zones.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { newest, saidIn, whispered } from '../../support/dm.ts';
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
    expect(saidIn(world.as(DANA).modal()?.blocks)).toContain('no digest as long as no channel is chosen');
  });

  it('are saved, tell when the digest comes, and how to invite the app where it is missing', async () => {
    await type(DANA, '/mentor settings');
    const channel = [...world.slack.state.conversations.values()].find(
      (c) => c.kind === 'public' && !c.members.has(world.slack.state.app.botUserId),
    )!;
    const fill = { digestChannel: channel.id, digestCron: ' 30  9 * * 2 ', zone: 'Europe/Berlin', ownerIds: [ADA] };
    expect(await world.as(DANA).submit({ fill: { ...fill, offerMinutes: '60', guests: ['yes'] } })).toEqual({
      ok: true,
    });
    await world.settle();
    expect(await settings()).toMatchObject({
      digestChannel: channel.id,
      digestCron: '30 9 * * 2',
      zone: 'Europe/Berlin',
      offerMinutes: 60,
      allowGuests: true,
      ownerIds: [ADA],
    });
    expect(last(DANA)).toContain(`<!date^${Date.parse('2026-03-03T08:30:00Z') / 1000}^`);
    expect(last(DANA)).toContain(`I am not in <#${channel.id}> yet`);
    expect(last(DANA)).toContain('/invite @Bitewise');
    expect(await world.work((tx) => isOwner(tx, ADA))).toBe(true);
  });

  it('let a channel be taken away again', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { digestChannel: 'C0GENERAL', sessionsChannel: 'C0GENERAL' }));
    await type(DANA, '/mentor settings');
    await world.as(DANA).submit({ fill: { digestChannel: null, sessionsChannel: null } });
    await world.settle();
    const now = await settings();
    expect([now.digestChannel, now.sessionsChannel]).toEqual([undefined, undefined]);
    expect(last(DANA)).toContain('No digest is posted.');
  });

  it.each(['every monday', '0 10 * *', '61 10 * * 1', '0 0 30 2 *', '* * * * * *'])(
    'refuse “%s” as a time for the digest',
    async (digestCron) => {
      await type(DANA, '/mentor settings');
      const sent = await world.as(DANA).submit({ fill: { digestCron } });
      expect(sent.errors?.digestCron).toContain('Please give five fields');
    },
  );

  it('are refused when somebody who lost the right sends an open form', async () => {
    await world.work((tx) => saveSettings(tx, DANA, { ownerIds: [ADA] }));
    await type(ADA, '/mentor settings');
    await world.work((tx) => saveSettings(tx, DANA, { ownerIds: [] }));
    const answer = await world.as(ADA).submit({ fill: { offerMinutes: '480' } });
    await world.settle();
    expect((await settings()).offerMinutes).toBe(30);
    expect(JSON.stringify(answer)).toContain('for the owners and admins');
  });
});

describe('Stored settings', () => {
  it('that are missing or spoilt have their defaults', () => {
    const defaults = readSettings('{}');
    expect(defaults).toMatchObject({ digestCron: '0 10 * * 1', zone: 'UTC', offerMinutes: 30 });
    expect(readSettings('not json')).toEqual(defaults);
    expect(readSettings('[]')).toEqual(defaults);
    expect(readSettings('{"zone":"Mars","offerMinutes":-1,"ownerIds":7,"digestChannel":{}}')).toMatchObject(defaults);
  });

  it('offer zones by city, whatever the writing', () => {
    expect(zonesLike('new york', 50)).toEqual(['America/New_York']);
    expect(zonesLike('', 50)).toHaveLength(50);
    expect(zonesLike('utc', 50)).toContain('UTC');
    expect(zonesLike('nowhere at all', 50)).toEqual([]);
  });
});
