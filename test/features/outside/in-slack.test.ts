import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saidIn, whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [OWNER, COLLEAGUE] = ['U0DANA', 'U0ADA'];
const MONTHS = '2025-10,,Tickets,50\n2025-11,,Tickets,52\nsoon,,Tickets,1\n2026-04,,Tickets,61\n2026-05,,Tickets,63';

describe('`/mentor figures`, on the embedded Slack', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ at: Temporal.Instant.from('2026-07-06T09:00:00Z') });
  });
  afterEach(() => world.close());

  const shown = () => saidIn(world.as(OWNER).modal()?.blocks);
  const open = async (who = OWNER) => {
    await world.as(who).command('/mentor figures');
    await world.settle();
  };
  const press = async (actionId: string) => {
    await world.as(OWNER).click({ viewId: String(world.as(OWNER).modal()?.id), actionId });
    await world.settle();
  };
  const send = async (fill: Record<string, string>) => {
    const sent = await world.as(OWNER).submit({ fill });
    await world.settle();
    return sent;
  };
  const kept = () => world.work((tx) => tx.db.selectFrom('outside_figure').select(['metric', 'value']).execute());

  it('says what pasted lines would change, takes over what was read, and shows it in the report', {
    timeout: 240_000,
  }, async () => {
    await open();
    expect(shown()).toContain('There are none so far.');
    await press('outside.add');
    await send({ kind: 'own', lines: MONTHS });
    expect(shown()).toContain('4 figures new, 0 with another value, 0 known already.');
    expect(shown()).toContain('Line 3: “soon” is no period.');
    expect(await kept()).toEqual([]);
    // What is changed is shown once more before it counts.
    await send({ lines: MONTHS.replace('soon', '2025-12') });
    expect(shown()).toContain('5 figures new');
    expect(await kept()).toEqual([]);
    await send({});
    expect(shown()).toContain('They’ll be in the next report.');
    expect(await kept()).toHaveLength(5);
    world.slack.state.stacks.delete(OWNER);
    await open();
    expect(shown()).toContain('5 periods · up to 2026-06-01');
    await send({ day: '2026-01-10' });
    await world.as(OWNER).command('/mentor report last quarter');
    await world.settle();
    const said = saidIn(
      world
        .as(OWNER)
        .messages()
        .flatMap((m) => m.blocks),
    );
    expect(said).toContain('Tickets: 34.33 on average in 3 months before the start (10 January 2026), 62 on average');
    expect(said).toContain('An association at most');
    const html = [...world.slack.state.files.values()].find(({ name }) => name.endsWith('.html'));
    expect(html?.content?.toString('utf8')).toMatch(/Tickets.*from elsewhere/s);
    expect([...world.slack.state.files.values()].map(({ name }) => name)).toContain('figures-1.png');
  });

  it('takes nothing over twice, and removes a metric when asked to', { timeout: 240_000 }, async () => {
    await open();
    await press('outside.add');
    await send({ kind: 'own', lines: '2025-10,,Tickets,50' });
    await send({});
    world.slack.state.stacks.delete(OWNER);
    await open();
    await press('outside.add');
    await send({ kind: 'own', lines: '2025-10,,Tickets,50' });
    expect(shown()).toContain('There’s nothing to take over.');
    world.slack.state.stacks.delete(OWNER);
    await open();
    await press('outside.remove');
    expect(shown()).toContain('There are none so far.');
    expect(await kept()).toEqual([]);
  });

  it('is for owners alone', async () => {
    await open(COLLEAGUE);
    expect(whispered(world.as(COLLEAGUE))).toContain('for the owners and admins');
    expect(world.as(COLLEAGUE).modal()).toBeNull();
  });
});
