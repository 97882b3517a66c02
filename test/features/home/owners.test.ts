import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inventCompany } from '../../../bench/report/company.ts';
import { fillWith } from '../../../bench/report/fill.ts';
import { barsOf, trendsOf } from '../../../src/features/reports/rules/trends.ts';
import { wordsIn } from '../../../src/features/reports/rules/words.ts';
import { openReview } from '../../../src/features/reviews/service/index.ts';
import { answerSuggestion, suggest } from '../../../src/features/suggestions/service/index.ts';
import { saidIn } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const [OWNER, ADA] = ['U0DANA', 'U0ADA'];

describe('A line of bars', () => {
  it('goes from the lowest to the highest month, with a dot where nothing is told', () => {
    expect(barsOf([0.1, undefined, 0.2, 0.8])).toBe('▁·▂█');
    expect(barsOf([3, 3])).toBe('▄▄');
    expect(barsOf([undefined])).toBe('·');
  });

  it('stands beside its last month and its first, and is left out where no month is told', () => {
    const month = (n: number, value: number | undefined) => ({
      period: { from: `2026-0${n}-01`, to: `2026-0${n + 1}-01` },
      metrics: { figures: { matched: value === undefined ? { is: 'few' } : { is: 'told', value, left: 0 } } as never },
    });
    expect(trendsOf([month(4, undefined), month(5, 0.5), month(6, 0.75)], wordsIn('en-GB'))).toEqual([
      { name: 'Asks that found someone', now: '75% in June 2026', bars: '·▁█', first: '50% in May 2026' },
    ]);
    expect(trendsOf([month(4, undefined)], wordsIn('en-GB'))).toEqual([]);
  });
});

describe('Home for owners', () => {
  let world: World;
  const home = async (id: string) => {
    await world.as(id).openHome();
    await world.settle();
    return saidIn(world.as(id).home()?.blocks);
  };
  beforeEach(async () => {
    world = await createWorld({ at: Temporal.Instant.from('2026-09-30T22:30:00Z') });
  });
  afterEach(() => world.close());

  it('has five figures once the month is over, and nobody else’s has', { timeout: 120_000 }, async () => {
    expect(await home(OWNER)).toContain('five figures of the last six months come here');
    const between = { from: '2026-05-01T00:00:00Z', to: '2026-09-30T22:00:00Z' };
    await world.work((tx) => fillWith(tx, inventCompany({ members: 60, asks: 900, seed: 3, ...between })));
    await world.travelTo(Temporal.Instant.from('2026-10-01T12:30:00Z'));
    const lines = saidIn(world.as(OWNER).home()?.blocks).split('\n');
    const figures = lines.filter((line) => /[▁▂▃▄▅▆▇█·]{6}/.test(line));
    expect(figures).toHaveLength(5);
    for (const line of figures) expect(line).toContain('in September 2026');
    expect(figures[1]).toMatch(
      /^Asks that found someone: \*\d+% in September 2026\* ·[▁▂▃▄▅▆▇█]{5} \(\d+% in May 2026\)$/,
    );
    expect(await home(ADA)).not.toMatch(/For owners: how it goes|No decision waits/);
  });

  it('names what waits for a decision, until it is decided', { timeout: 60_000 }, async () => {
    expect(await home(OWNER)).toContain('No decision waits for you.');
    const id = '3f0c7c0e-6b1e-4a53-9c55-3f4f2f1d7a11';
    await world.work((tx) => suggest(tx, ADA, id, { words: 'A quiet corner for talks', name: 'with' }));
    await world.settle();
    const now = () => saidIn(world.as(OWNER).home()?.blocks);
    expect(now()).toContain('One suggestion waits for your answer.');
    await world.work((tx) => answerSuggestion(tx, OWNER, id, '', { state: 'heard', answer: '' }));
    await world.settle();
    expect(now()).not.toContain('suggestion waits');
    await world.work((tx) => openReview(tx, OWNER));
    await world.settle();
    expect(now()).toContain('The review of the last quarter is open.');
  });
});
