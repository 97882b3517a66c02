import fc from 'fast-check';
import { afterEach, expect, it } from 'vitest';
import { z } from 'zod';
import { isWorking } from '../../../src/features/members/rules/index.ts';
import { learnPerson } from '../../../src/features/members/service/directory.ts';
import { getMember, pauseMember, setMute } from '../../../src/features/members/service.ts';
import { registerJobs } from '../../../src/features/prompts/jobs.ts';
import { cancelPrompts, queuePrompt } from '../../../src/features/prompts/service/index.ts';
import { createRegistry, jobKind, type Registry } from '../../../src/jobs/define.ts';
import { instant } from '../../../src/time.ts';
import { onBothDatabases } from '../../support/database.ts';
import { createEngines, type Engines, MONDAY } from '../../support/engine.ts';

const ADA = 'U0ADA';
const word = jobKind('test.word', z.object({ word: z.string() }));
const chatter = jobKind('test.chatter', z.object({ word: z.string() }));
/** At most one a day. */
const daily = jobKind('test.daily', z.object({ word: z.string() }));

function registry(): Registry {
  const all = createRegistry();
  registerJobs(all);
  for (const kind of [word, chatter]) all.prompt(kind, async (_work, payload) => ({ text: payload.word }));
  all.prompt(daily, async (_work, payload) => ({ text: payload.word }), { isDaily: () => true });
  return all;
}

const opened: Engines[] = [];
afterEach(async () => {
  await Promise.all(opened.splice(0).map((engines) => engines.close()));
});

async function setUp(dialect: 'sqlite' | 'postgres') {
  const engines = await createEngines(dialect);
  opened.push(engines);
  const engine = await engines.engine({ registry });
  await engine.work((tx) => learnPerson(tx, { id: ADA, name: 'ada', tz: 'Europe/London' }));
  const queue = (text: string, minutes: number, kind = word) =>
    engine.work((tx) =>
      queuePrompt(tx, kind, { word: text }, { memberId: ADA, key: text, dueAt: MONDAY.add({ minutes }), group: 'all' }),
    );
  const dm = () => engines.slack.people.as(ADA).messages();
  const texts = () => dm().map((m) => String(m.text));
  const times = () => dm().map((m) => instant(new Date(Number(m.ts) * 1000).toISOString()));
  return { engines, engine, queue, texts, times };
}

onBothDatabases('Prompts', (dialect) => {
  it('that are due about the same time share one message, and each is said once', async () => {
    const { engine, queue, texts } = await setUp(dialect);
    await Promise.all([queue('one', 0), queue('two', 2), queue('three', 10)]);
    await queue('two', 5);
    await engine.travel({ hours: 2 });
    expect(texts()).toEqual(['one · two · three']);
  });

  it('that Slack holds back until the evening wait for the morning, and count on that day', async () => {
    const { engines, engine, queue, texts, times } = await setUp(dialect);
    engines.slack.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 5 * 3600 });
    await queue('one', 6 * 60 + 50);
    await engine.travel({ hours: 22 });
    expect(texts()).toEqual([]);
    await engine.travel({ hours: 2 });
    expect(texts()).toEqual(['one']);
    const ada = await engine.work((tx) => getMember(tx, ADA));
    expect(times().every((at) => isWorking(ada!, at))).toBe(true);
    const counted = await engines.db.read.selectFrom('contact').select('local_date').execute();
    expect(counted).toEqual([{ local_date: '2026-03-03' }]);
  });

  it('wait for working hours and for the end of a break, and leave out what was muted or cancelled', async () => {
    const { engine, queue, texts, times } = await setUp(dialect);
    await engine.work((tx) => setMute(tx, ADA, chatter.name, true));
    await queue('late', 12 * 60);
    await queue('noise', 0, chatter);
    await engine.travel({ hours: 20 });
    expect(texts()).toEqual([]);
    await engine.travel({ hours: 4 });
    expect(texts()).toEqual(['late']);
    expect(times()[0]?.toZonedDateTimeISO('Europe/London').toPlainTime().toString()).toMatch(/^09:00/);
    await engine.work((tx) => pauseMember(tx, ADA, MONDAY.add({ hours: 24 * 3 })));
    await queue('after the break', 25 * 60);
    await engine.travel({ hours: 24 });
    expect(texts()).toEqual(['late']);
    await engine.travel({ hours: 24 });
    expect(texts()).toEqual(['late', 'after the break']);
    await queue('never mind', 24 * 60 * 4);
    await engine.work((tx) => cancelPrompts(tx, 'all'));
    await engine.travel({ hours: 72 });
    expect(texts()).toHaveLength(2);
  });

  it('of a daily kind come on one message a local date, wherever somebody travels, and others go out meanwhile', async () => {
    const { engines, engine, queue, texts } = await setUp(dialect);
    const moveTo = (tz: string) => engine.work((tx) => learnPerson(tx, { id: ADA, name: 'ada', tz }));
    await moveTo('Pacific/Auckland');
    // Tuesday 09:30 in Auckland, and 12:30 on Monday in Los Angeles.
    await queue('one', 10.5 * 60, daily);
    await engine.travel({ hours: 12 });
    await moveTo('America/Los_Angeles');
    await queue('two', 31.5 * 60, daily);
    await queue('something else', 33 * 60);
    await engine.travel({ hours: 12 });
    expect(texts()).toEqual(['one']);
    await engine.travel({ hours: 24 });
    expect(texts()).toEqual(['one', 'something else']);
    await engine.travel({ hours: 24 });
    expect(texts()).toEqual(['one', 'something else', 'two']);
    const dates = await engines.db.read.selectFrom('contact').select('local_date').orderBy('at').execute();
    expect(dates.map((row) => row.local_date)).toEqual(['2026-03-03', '2026-03-03', '2026-03-04']);
  });

  it('of two instances that are due at once go out in one message between them', async () => {
    const { engines, engine, queue, texts } = await setUp(dialect);
    const other = await engines.engine({ registry });
    for (let i = 0; i < 12; i += 1) await queue(`p${i}`, 0);
    await Promise.all([engine.travel({ minutes: 30 }), other.runner.drain(), other.runner.drain()]);
    await engine.travel({ hours: 1 });
    expect(texts()).toHaveLength(1);
    const said = texts().flatMap((text) => text.split(' · '));
    expect([...said].sort()).toEqual(Array.from({ length: 12 }, (_, i) => `p${i}`).sort());
  });
});

it('However many prompts there are, nobody gets more than three messages a day, none out of hours, and all are said', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 5 * 24 * 60 }), { maxLength: 25 }), async (minutes) => {
      const { engines, engine, queue, texts, times } = await setUp('sqlite');
      for (const [i, minute] of minutes.entries()) await queue(`p${i}`, minute);
      await engine.travel({ hours: 24 * 9 });
      const ada = await engine.work((tx) => getMember(tx, ADA));
      const perDay = Map.groupBy(times(), (at) => at.toZonedDateTimeISO('Europe/London').toPlainDate().toString());
      expect(Math.max(0, ...[...perDay.values()].map((day) => day.length))).toBeLessThanOrEqual(3);
      expect(times().filter((at) => !isWorking(ada!, at))).toEqual([]);
      expect(
        texts()
          .flatMap((text) => text.split(' · '))
          .sort(),
      ).toEqual(minutes.map((_, i) => `p${i}`).sort());
      opened.splice(opened.indexOf(engines), 1);
      await engines.close();
    }),
    { numRuns: 8 },
  );
});
