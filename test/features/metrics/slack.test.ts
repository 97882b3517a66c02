import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import { saidIn, whispered } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [OWNER, COLLEAGUE] = ['U0DANA', 'U0ADA'];

describe('`/mentor metrics`', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld({ at: Temporal.Instant.from('2026-10-05T09:00:00Z') });
  });
  afterEach(() => world.close());

  const ask = async (who: string, words: string) => {
    await world.as(who).command(`/mentor metrics ${words}`.trim());
    await world.settle();
  };
  /** All words of the newest answer that only this person sees. */
  const answer = (who: string) =>
    saidIn(
      world
        .as(who)
        .messages()
        .findLast((m) => m.ephemeral)?.blocks,
    );

  it('tells owners how it went, in words', async () => {
    const company = inventCompany({
      ...{ members: 300, asks: 3_000, seed: 3 },
      ...{ from: '2026-04-01T00:00:00Z', to: '2026-10-01T00:00:00Z' },
    });
    await world.work((tx) => fillWith(tx, { ...company, topics: company.topics }));
    await ask(OWNER, 'last quarter');
    const said = answer(OWNER);
    expect(said).toContain('Figures for July to September 2026');
    expect(said).toMatch(/• Asks: [\d,]+\n• Match rate: \d+% of [\d,]+ \(likely \d+%–\d+%\)/);
    expect(said).toMatch(/• Time saved: between [\d,]+ and [\d,]+ h, by people’s own estimate in [\d,]+ answers/);
    expect(said).toMatch(/\*By department\*\n• \w+: \d+% asked/);
    expect(said).toMatch(/chance/);
    expect(said).toMatch(/helped \w+: \d+/);
    expect(said).not.toContain('NaN');
    await ask(OWNER, '');
    expect(answer(OWNER)).toContain('Figures for September 2026');
    expect(answer(OWNER)).toContain('are told for whole quarters');
    await ask(OWNER, '2026-07-01 to 2026-07-31');
    expect(answer(OWNER)).toContain('Figures for July 2026');
  });

  it('says clearly that there is nothing to tell yet', async () => {
    await ask(OWNER, 'last month');
    expect(answer(OWNER)).toContain('• Asks: 0');
    expect(answer(OWNER)).toMatch(/Nothing to count:_? .*match rate/);
    expect(answer(OWNER)).not.toContain('NaN');
  });

  it('says kindly what it does not tell, and to whom', async () => {
    await ask(COLLEAGUE, 'last month');
    expect(whispered(world.as(COLLEAGUE))).toContain('for the owners and admins of this workspace');
    await ask(OWNER, '2026-09-01 to 2026-09-12');
    expect(whispered(world.as(OWNER))).toContain('whole months only');
    await ask(OWNER, '2026-12-01 to 2026-12-31');
    expect(whispered(world.as(OWNER))).toContain('isn’t over yet');
    await ask(OWNER, 'gibberish');
    expect(whispered(world.as(OWNER))).toContain('`/mentor metrics last month`');
  });
});
