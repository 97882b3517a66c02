import type { Company, Story } from '../../../bench/report/company.ts';
import type { Key } from '../../../src/features/metrics/rules/definitions.ts';

// The figures once more, by counting what took place one by one, without SQL, months or groups of five.

type Period = { from: string; to: string };
type Value = number | { low: number; high: number } | undefined;
type Talked = Story & { talk: NonNullable<Story['talk']> };

const SAVED: Record<string, [number, number]> = {
  none: [0, 0],
  'up to an hour': [0, 1],
  'one to four hours': [1, 4],
  'half a day to a day': [4, 8],
  'more than a day': [8, 16],
};

export function plainly({ people, stories, others }: Company, period: Period, zone: string, leaderIds: string[]) {
  const days = new Map<string, string>();
  const day = (at: string) => {
    const found = days.get(at) ?? Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString();
    days.set(at, found);
    return found;
  };
  const within = (at: string, { from, to } = period) => day(at) >= from && day(at) < to;
  const shift = (date: string, by: Temporal.DurationLike) => Temporal.PlainDate.from(date).add(by).toString();
  const named = stories.filter(({ isQuiet }) => !isQuiet);
  const asks = named.filter((s) => ['matched', 'expired', 'cancelled'].includes(s.state) && within(s.closedAt));
  const talksIn = (when: Period) =>
    named.filter((s): s is Talked => s.talk?.isHeld === true && within(s.talk.endedAt, when));
  const talks = talksIn(period);
  const shareOf = <T>(all: T[], holds: (one: T) => boolean): Value =>
    all.length === 0 ? undefined : all.filter(holds).length / all.length;
  const who = new Map(people.map((person) => [person.id, person]));
  const department = (id: string) => who.get(id)!.department.trim().toLowerCase();
  const across = (group: (id: string) => string) => {
    const known = talks.filter((s) => group(s.mentorId) !== '' && group(s.menteeId) !== '');
    return shareOf(known, (s) => group(s.mentorId) !== group(s.menteeId));
  };
  const outcomes = named.flatMap((s) => (s.talk?.outcome && within(s.talk.outcome.at) ? [s.talk.outcome] : []));
  const saved = outcomes.flatMap(({ saved: step }) => (step === undefined ? [] : [SAVED[step]!]));
  const steps = named.flatMap((s) => s.talk?.steps ?? []);
  const closed = steps.filter(({ closedAt }) => closedAt !== undefined && within(closedAt));
  const active = (days: number) => {
    const last = { from: shift(period.to, { days: -days }), to: period.to };
    return new Set([
      ...named.filter((s) => within(s.createdAt, last)).map((s) => s.menteeId),
      ...talksIn(last).flatMap((s) => [s.menteeId, s.mentorId]),
    ]);
  };
  const here = people.filter(({ createdAt }) => day(createdAt) < period.to);
  const helped = tally(talks.map((s) => s.mentorId));
  const amounts = [...helped.values()].sort((a, b) => b - a);
  const busiest = amounts.slice(0, Math.max(5, Math.ceil(amounts.length * 0.05)));
  const before = new Set(talksIn({ from: shift(period.from, { months: -3 }), to: period.from }).map((s) => s.mentorId));
  const of = (kind: string) => others.filter((one) => one.kind === kind && within(one.at));
  const monday = (at: string) => {
    const date = Temporal.PlainDate.from(day(at));
    return date.subtract({ days: date.dayOfWeek - 1 }).toString();
  };
  const weeks = tally(talks.map((s) => `${s.mentorId} ${monday(s.talk.endedAt)}`));
  const full = new Set(
    [...weeks].flatMap(([key, n]) => (n >= who.get(key.split(' ')[0]!)!.capacity ? [key.split(' ')[0]!] : [])),
  );
  const hosts = of('place').map(({ a }) => a);
  const big = [...new Set(here.map(({ id }) => department(id)))].filter(
    (name) => name !== '' && here.filter(({ id }) => department(id) === name).length >= 5,
  );
  const [in30, in90] = [active(30), active(90)];
  const end = Temporal.PlainDate.from(period.to)
    .toZonedDateTime(zone)
    .toInstant()
    .toString({ smallestUnit: 'millisecond' });
  const open = named
    .filter(
      ({ state, createdAt, closedAt }) =>
        state !== 'waiting' && createdAt < end && (state === 'open' || closedAt >= end),
    )
    .map((s) => ({ state: s.state, waited: workingMinutes(s.createdAt, end, who.get(s.menteeId)!.zone || zone) }));
  // Whoever found somebody after the end was still waiting at it.
  const waits = [...asks, ...open.map(({ waited }) => ({ waited, state: 'open' as const }))];
  const figures: Record<Key, Value> = {
    active30: shareOf(here, ({ id }) => in30.has(id)),
    active90: shareOf(here, ({ id }) => in90.has(id)),
    departments: big.filter((name) => here.filter((one) => department(one.id) === name && in90.has(one.id)).length >= 5)
      .length,
    leaders: shareOf(leaderIds, (id) => helped.has(id) || hosts.includes(id)),
    asks: asks.length,
    matched: shareOf(asks, ({ state }) => state === 'matched'),
    unanswered: shareOf(asks, ({ state }) => state === 'expired'),
    takenBack: shareOf(asks, ({ state }) => state === 'cancelled'),
    nobodyToAsk: named.filter(({ state, createdAt }) => state === 'waiting' && within(createdAt)).length,
    waitMedian: waitOf(waits, 0.5),
    waitLong: waitOf(waits, 0.9),
    talks: talks.length,
    hours: Math.round(talks.reduce((sum, { talk }) => sum + talk.minutes + 5 * talk.extensions, 0) / 60),
    withoutMoreTime: shareOf(talks, ({ talk }) => talk.extensions === 0),
    bothSpoke: shareOf(
      talks.filter(({ talk }) => talk.format === 'thread'),
      ({ talk }) => talk.bothSpoke,
    ),
    useful: shareOf(
      talks.filter(({ talk }) => talk.rating !== undefined),
      ({ talk }) => talk.rating === 'useful',
    ),
    acrossDepartments: across(department),
    acrossZones: across((id) => who.get(id)!.zone),
    stepsAgreed: steps.filter(({ at }) => within(at)).length,
    stepsDone: shareOf(closed, ({ state }) => state === 'done'),
    used: shareOf(outcomes, ({ answer }) => answer === 'yes'),
    timeSaved: { low: sum(saved.map(([low]) => low)), high: sum(saved.map(([, high]) => high)) },
    evenness: Math.round(pairwiseGini(amounts) * 100) / 100,
    busiest: sum(busiest) / talks.length,
    atLimit: shareOf([...helped.keys()], (id) => full.has(id)),
    retained: shareOf([...before], (id) => helped.has(id)),
    officeHours: of('place').length,
    moments: of('moment').filter(({ n }) => n > 0).length,
    buddies: of('buddy').length,
    lessons: of('lesson').length,
    cards: of('card').length,
    cardsOfUse: others.filter(({ kind, at }) => kind === 'help' && within(`${at.slice(0, 7)}-15T12:00:00Z`)).length,
  };
  return { figures, asks, talks, department, here, named, within };
}

const sum = (values: number[]) => values.reduce((total, x) => total + x, 0);

function tally(keys: string[]): Map<string, number> {
  return new Map([...Map.groupBy(keys, (key) => key)].map(([key, all]) => [key, all.length]));
}

/** Minutes from nine to five on Monday to Friday, one by one. */
function workingMinutes(from: string, to: string, zone: string): number {
  let minutes = 0;
  for (let at = Temporal.Instant.from(from); at.epochMilliseconds < Date.parse(to); at = at.add({ minutes: 1 })) {
    const { hour, dayOfWeek } = at.toZonedDateTimeISO(zone);
    if (hour >= 9 && hour < 17 && dayOfWeek <= 5) minutes++;
  }
  return minutes;
}

/** The mean difference of all pairs, over twice the mean. */
function pairwiseGini(amounts: number[]): number {
  const differences = amounts.flatMap((a) => amounts.map((b) => Math.abs(a - b)));
  return sum(differences) / (2 * amounts.length * sum(amounts));
}

/** Person by person: at each wait that ended well, the share of those who waited at least as long that did not end then. */
export function waitOf(asks: Pick<Story, 'waited' | 'state'>[], share: number): number | undefined {
  let left = 1;
  for (const minutes of [...new Set(asks.map(({ waited }) => waited))].sort((a, b) => a - b)) {
    const waiting = asks.filter(({ waited }) => waited >= minutes).length;
    const found = asks.filter(({ waited, state }) => waited === minutes && state === 'matched').length;
    left *= (waiting - found) / waiting;
    if (left <= 1 - share + 1e-9) return Math.round(minutes / 5) * 5;
  }
  return undefined;
}
