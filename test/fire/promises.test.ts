import { expect, it, vi } from 'vitest';
import { nothing, type Registry } from '../../src/jobs/define.ts';
import { onBothDatabases } from '../support/database.ts';
import { randomOf } from '../support/random.ts';
import { live, type Outcome, type Trouble, troubles } from './promises.ts';
import { type Story, stories } from './stories.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
/** Crash points of each story and trouble: in the short form one, drawn anew for each of them, else so far apart. */
const APART = Number(process.env.CRASH_POINTS_APART ?? 9);
const FURTHEST = 60;
/** Of a hundred messages so many may end as `unknown` while answers are unclear, and none else. */
const MOST_UNKNOWN = 75;
const random = randomOf(26);

function* crashPoints(): Generator<number> {
  if (isShort) return yield 1 + Math.floor(random() * FURTHEST);
  yield Number.POSITIVE_INFINITY;
  for (let nth = 1; ; nth += APART) yield nth;
}

/** All lives of one story under one trouble, which begins with it or an hour later. */
async function sweep(dialect: 'sqlite' | 'postgres', story: Story, trouble: Trouble, spoil?: (all: Registry) => void) {
  const total = { lives: 0, messages: 0, unknown: 0, outOfTime: 0, unheard: [] as string[], stuck: [] as string[] };
  for (const nth of crashPoints()) {
    const isLater = isShort ? random() < 0.5 : total.lives % 2 === 1;
    const from = isLater ? 0.25 : 0;
    const outcome: Outcome = await live({ dialect, story, trouble, from, nth, ...(spoil ? { spoil } : {}) });
    total.lives += 1;
    total.messages += outcome.messages;
    total.unknown += outcome.unknown;
    total.outOfTime += outcome.outOfTime;
    total.stuck.push(...outcome.stuck);
    total.unheard.push(...outcome.unheard.map((what) => `${what} (crash at ${nth}, from hour ${from})`));
    if (!outcome.died && nth !== Number.POSITIVE_INFINITY) break;
  }
  return total;
}

onBothDatabases('Everybody who waits hears an end in time', (dialect) => {
  const all: readonly Trouble[] = isShort && dialect === 'postgres' ? ['no clear answers'] : troubles;
  for (const trouble of all) {
    it(`with ${trouble}, and a crash at any commit or call`, async () => {
      for (const story of stories) {
        const { unheard, stuck, ...figures } = await sweep(dialect, story, trouble);
        console.info(`promises, ${dialect}, ${trouble}, ${story.name}: ${JSON.stringify(figures)}`);
        expect({ story: story.name, unheard, stuck }).toEqual({ story: story.name, unheard: [], stuck: [] });
        const most = trouble === 'no clear answers' ? MOST_UNKNOWN : 0;
        expect(figures.unknown * 100).toBeLessThanOrEqual(figures.messages * most);
      }
    });
  }
});

/** The card of a conversation is given up without a word. */
function withoutEnds(registry: Registry): void {
  for (const kind of ['sessions.card', 'sessions.line', 'prompts.bundle']) {
    const handler = registry.handlers.get(kind);
    if (handler?.type === 'message') Object.assign(handler.ends, { dead: nothing, unknown: nothing, expired: nothing });
  }
}

it('With the ends of the card taken out, the same finds people who wait for nothing', async () => {
  const story = stories.find(({ name }) => name.startsWith('a session whose time is to be agreed'))!;
  const outcome = await live({
    ...{ dialect: 'sqlite', story, trouble: 'no clear answers', from: 0, nth: Number.POSITIVE_INFINITY },
    spoil: withoutEnds,
  });
  expect(outcome.unheard.length).toBeGreaterThan(0);
});
