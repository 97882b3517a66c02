import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { requireMember } from '../../../src/features/members/service.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { ids } from '../../../src/features/reviews/views/index.ts';
import { saidIn } from '../../support/dm.ts';
import { tellQuarter } from '../../support/told-quarter.ts';
import { createWorld, type World } from '../../support/world.ts';

const OWNER = 'U0DANA';
const [ADA, BRAM] = ['U0ADA', 'U0BRAM'];
const [Q1, Q2] = [
  { from: '2026-01-01', to: '2026-04-01' },
  { from: '2026-04-01', to: '2026-07-01' },
];
const CHANNEL = 'C0MENTORING';

describe('A quarterly review, on the embedded Slack', () => {
  let world: World;
  const shown = (id = OWNER) => saidIn(world.as(id).modal()?.blocks);
  const said = (id: string, channel?: string) =>
    world
      .as(id)
      .messages(channel)
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n');
  const review = async (id = OWNER) => {
    await world.as(id).command('/mentor review');
    await world.settle();
  };
  type Button = { action_id?: string; value?: string };
  const press = async (actionId: string, holds = '', id = OWNER) => {
    const modal = world.as(id).modal();
    type Shown = { block_id: string; accessory?: Button; elements?: Button[] };
    const blocks = JSON.parse(JSON.stringify(modal?.blocks ?? [])) as Shown[];
    const found = blocks.find((block) =>
      [block.accessory, ...(block.elements ?? [])].some(
        (one) => one?.action_id === actionId && (one.value ?? '').includes(holds),
      ),
    );
    if (!found) throw new Error(`No button ${actionId} with ${holds} in ${saidIn(modal?.blocks)}`);
    await world.as(id).click({ viewId: String(modal?.id), actionId, blockId: found.block_id });
    await world.settle();
  };
  const send = async (fill: Record<string, string>) => {
    const sent = await world.as(OWNER).submit({ fill });
    await world.settle();
    return sent;
  };

  beforeEach(async () => {
    world = await createWorld();
    await world.settle();
    await world.work(async (tx) => {
      await saveSettings(tx, OWNER, {
        ...{ ownerIds: [OWNER, BRAM], leaderIds: [ADA], zone: 'Europe/Berlin', hasNewsletter: false },
        ...{ digestChannel: CHANNEL, invitesWhenQuiet: false },
      });
      for (const id of [OWNER, ADA, BRAM]) await requireMember(tx, id);
      await updateMember(tx, ADA, { department: 'Sales' });
      await tellQuarter(tx, Q1);
      await tellQuarter(tx, Q2, 12);
    });
    await world.travel({ hours: 24 * 35 + 14 });
  });
  afterEach(() => world.close());

  it('leads from what was found to a line to everybody, and shows before and after', { timeout: 240_000 }, async () => {
    expect(said(OWNER)).toContain('is over: time for a review.');
    await review();
    expect(shown()).toMatch(/asks about Negotiation found no one.*No one has suggested anything so far\./s);
    await press(ids.choose, 'leader-hours:Sales');
    await press(ids.choose, 'zone-time:Australia/Sydney');
    await press(ids.doPart);
    expect(shown()).toContain('I’m asking leaders.');
    await world.travel({ hours: 24 });
    expect(said(ADA)).toContain('Would you set an hour aside?');
    await review();
    expect(shown()).toContain('I’m asking leaders.');
    await press(ids.own);
    expect((await send({ words: 'x'.repeat(301), figure: 'matched' })).errors).toMatchObject({ words: /300/ });
    expect((await send({ words: 'Tea at four', figure: 'matched' })).ok).toBe(true);
    expect(shown()).toContain('Tea at four');
    expect(shown()).not.toContain('Write your own');

    await press(ids.draft);
    expect(shown()).toMatch(/What we heard.*What we change.*Office hours by a leader in Sales.*Tea at four/s);
    await send({ text: 'We heard you: tea at four.', heading: 'What changes', channel: CHANNEL });
    expect(said(OWNER, CHANNEL)).not.toContain('tea at four');
    expect(shown()).toContain('We heard you: tea at four.');
    await send({});
    await world.travel({ hours: 1 });
    expect(said(OWNER, CHANNEL)).toMatch(
      /What changes.*We heard you: tea at four\..*Bitewise posts this for (?:<@U0DANA>|Dana)/s,
    );
    expect(said(OWNER)).toMatch(/The review of .* is done\. What changes goes to everyone in <#C0MENTORING>/);

    await world.travel({ hours: 24 * 91 });
    await review();
    expect(shown()).toMatch(/What came of .*Longer answer time in Sydney.*before, .*now/s);
  });

  it('is one for two owners, whose buttons may be stale', { timeout: 120_000 }, async () => {
    await review();
    await review(BRAM);
    await press(ids.choose, 'zone-time');
    await press(ids.choose, 'zone-time', BRAM);
    expect(shown(BRAM).match(/Take back/g)).toHaveLength(1);
    await press(ids.takeBack);
    await press(ids.takeBack, '', BRAM);
    expect(said(BRAM)).toContain('That was taken back already.');
    await world.work((tx) => saveSettings(tx, OWNER, { ownerIds: [OWNER] }));
    await press(ids.choose, 'leader-hours', OWNER);
    await world.as(BRAM).command('/mentor review');
    await world.settle();
    expect(said(BRAM)).toContain('That is for the owners and admins of this workspace.');
  });
});
