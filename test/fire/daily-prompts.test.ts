import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { homeRefreshJob } from '../../src/features/home/service/refresh.ts';
import { atLocal, isWorking, type Member } from '../../src/features/members/rules/index.ts';
import { learnPerson } from '../../src/features/members/service/directory.ts';
import { getMember } from '../../src/features/members/service.ts';
import { registerJobs } from '../../src/features/prompts/jobs.ts';
import { queuePrompt } from '../../src/features/prompts/service/index.ts';
import { createRegistry, jobKind, type Registry } from '../../src/jobs/define.ts';
import { crowd, personOf } from '../support/crowd.ts';
import { onBothDatabases } from '../support/database.ts';
import { createEngines } from '../support/engine.ts';

const isShort = process.env.FIRE === 'short';
vi.setConfig({ testTimeout: 2 * 3600_000 });
const ZONES = Intl.supportedValuesOf('timeZone').filter((_, n) => !isShort || n % 25 === 0);
/** The Mondays before clocks change in America, Europe and Australia, both ways, in two years. */
const MONDAYS = isShort
  ? ['2026-03-23']
  : ['2026-03-02', '2026-03-23', '2026-03-30', '2026-09-28', '2026-10-19', '2026-10-26'].flatMap((date) => [
      date,
      Temporal.PlainDate.from(date).add({ weeks: 52 }).toString(),
    ]);
/** Local dates for which everybody gets a prompt; they take in the change and the Monday after it. */
const DATES = 9;
/** Every third person is told to be in another zone from noon of the fourth day on. */
const TRAVELS_ON = 4;
const isTraveller = (n: number) => n % 3 === 0;
const zoneOf = (n: number) => ZONES[n % ZONES.length]!;
const elsewhere = (n: number) => zoneOf(n * 7 + 5);

const daily = jobKind('fire.daily', z.object({ date: z.string() }));

function registry(): Registry {
  const all = createRegistry();
  registerJobs(all);
  all.prompt(daily, async (_work, { date }) => ({ text: date }), { isDaily: () => true });
  all.timer(homeRefreshJob, async () => {});
  return all;
}

/** @returns how many prompts and messages there were; throws where somebody got too many, too few, or out of hours. */
async function week(dialect: 'sqlite' | 'postgres', monday: string) {
  const dates = Array.from({ length: DATES }, (_, n) => Temporal.PlainDate.from(monday).add({ days: n }));
  const engines = await createEngines(dialect, { seed: crowd(ZONES.length, zoneOf) });
  engines.clock.moveTo(dates[0]!.subtract({ days: 1 }).toZonedDateTime('UTC').toInstant());
  const at = await engines.engine({ registry, timeout: 5_000 });
  const moves = new Map<number, Temporal.Instant>();
  const schedules: [Member, Member][] = [];
  const move = (n: number, tz: string) => at.work((tx) => learnPerson(tx, { id: personOf(n), name: 'p', tz }));
  const read = (n: number) => at.work(async (tx) => (await getMember(tx, personOf(n)))!);
  for (const n of ZONES.keys()) {
    await move(n, zoneOf(n));
    const member = await read(n);
    schedules.push([member, { ...member, zone: isTraveller(n) ? elsewhere(n) : member.zone }]);
    if (isTraveller(n)) moves.set(n, atLocal(member, dates[TRAVELS_ON]!, '12:00'));
    await at.work(async (tx) => {
      for (const date of dates) {
        const schedule = { memberId: member.id, key: `${n}:${date}`, dueAt: atLocal(member, date, '09:00') };
        await queuePrompt(tx, daily, { date: date.toString() }, schedule);
      }
    });
  }
  for (const [n, when] of [...moves].sort(([, a], [, b]) => Temporal.Instant.compare(a, b))) {
    await at.travel(engines.clock.now().until(when));
    await move(n, elsewhere(n));
  }
  await at.travel({ hours: 24 * 14 });
  let messages = 0;
  for (const n of ZONES.keys()) {
    const got = engines.slack.people.as(personOf(n)).messages();
    messages += got.length;
    const days = got.map(({ ts }) => {
      const sent = Temporal.Instant.fromEpochMilliseconds(Math.round(Number(ts) * 1000));
      const moved = moves.get(n);
      const schedule = schedules[n]![moved && Temporal.Instant.compare(moved, sent) <= 0 ? 1 : 0];
      expect(isWorking(schedule, sent), `${schedule.zone} at ${sent}`).toBe(true);
      return sent.toZonedDateTimeISO(schedule.zone).toPlainDate().toString();
    });
    expect(days, zoneOf(n)).toEqual([...new Set(days)]);
    expect(got.flatMap((m) => String(m.text).split(' · '))).toEqual(dates.map(String));
  }
  await engines.close();
  return { prompts: ZONES.length * DATES, messages };
}

onBothDatabases('A prompt a day', (dialect) => {
  it(`in ${ZONES.length} zones, around ${MONDAYS.length} weeks of changes, is said once, in working time, and in one message a local date, even to those who travel`, async () => {
    const total = { prompts: 0, messages: 0 };
    for (const monday of MONDAYS) {
      const { prompts, messages } = await week(dialect, monday);
      total.prompts += prompts;
      total.messages += messages;
    }
    console.info(`a prompt a day, ${dialect}: ${JSON.stringify({ zones: ZONES.length, ...total })}`);
  });
});
