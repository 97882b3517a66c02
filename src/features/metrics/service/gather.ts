import { setImmediate } from 'node:timers/promises';
import type { Tx } from '../../../database/transaction.ts';
import { areFew } from '../../../small-counts.ts';
import { iso } from '../../../time.ts';
import { workingMinutesBetween } from '../../members/rules/index.ts';
import { getMembers } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { inVocabulary } from '../../skills/service/index.ts';
import type { Facts, Person } from '../rules/facts.ts';
import { levelOf } from '../rules/level.ts';
import { isQuarter, monthsOf, type Period } from '../rules/period.ts';
import { seekersOf } from '../rules/topics.ts';
import * as store from '../store.ts';

type Date = Temporal.PlainDate;

/** The times at which a period's months begin and end, as stored. */
type Times = { zone: string; bounds: string[]; from: string; to: string; at(day: Date): string };

/** What was read, and then a moment for whatever else waits: SQLite reads without letting anything else be done. */
async function inTurn<T>(reading: Promise<T>): Promise<T> {
  const read = await reading;
  await setImmediate();
  return read;
}

/** All that the figures of a period are made of. */
export async function gather(tx: Tx, period: Period): Promise<Facts> {
  const { zone, leaderIds } = await getSettings(tx);
  const { starts, first } = monthsOf(period);
  const end = Temporal.PlainDate.from(period.to);
  const at = (day: Date) => iso(day.toZonedDateTime(zone).toInstant());
  const bounds = [...starts, end].map(at);
  const times: Times = { zone, bounds, at, from: bounds[first]!, to: bounds.at(-1)! };
  const quiet = store.quietSessionIds(tx);
  const asks = await inTurn(store.closedAsks(tx, bounds));
  const waitListed = await inTurn(store.waitListed(tx, bounds));
  return {
    ...{ months: starts.length, first, isQuarter: isQuarter(period), leaderIds },
    people: await peopleOf(tx, times, leaderIds),
    asks,
    waitListed,
    openWaits: await openWaits(tx, times.to),
    talks: await inTurn(store.talksOfPairs(tx, bounds)),
    weeks: await inTurn(store.talksOfMentors(tx, weekBounds(Temporal.PlainDate.from(period.from), end).map(at))),
    helpersBefore: await helpersBefore(tx, period, times),
    outcomes: await inTurn(store.outcomesIn(tx, bounds, quiet)),
    stepsAgreed: await inTurn(store.stepsAgreed(tx, bounds, quiet)),
    stepsClosed: await inTurn(store.stepsClosed(tx, bounds, quiet)),
    active: await activeBefore(tx, end, times),
    places: await inTurn(store.placesUsed(tx, bounds)),
    moments: await inTurn(store.momentsHeld(tx, bounds)),
    buddies: await inTurn(store.buddiesFound(tx, bounds)),
    lessons: await inTurn(store.lessonsTaken(tx, bounds)),
    cards: await inTurn(store.cardsPublished(tx, bounds)),
    cardsOfUse: await cardsOfUse(tx, starts),
    topics: await topicsIn(tx, { asks, waitListed }),
    putForward: await putForward(tx, period, times),
  };
}

async function peopleOf(tx: Tx, { to }: Times, leaderIds: string[]): Promise<Person[]> {
  const offering = new Set(await inTurn(store.offeringIds(tx)));
  const [leaders, end] = [new Set(leaderIds), Temporal.Instant.from(to)];
  const rows = await inTurn(store.peopleForFigures(tx));
  return rows.map((row) => {
    const known = Temporal.Instant.from(row.created_at);
    return {
      id: row.id,
      department: row.department,
      zone: row.zone,
      level: levelOf(row.title, leaders.has(row.id)),
      days: Math.floor((end.epochMilliseconds - known.epochMilliseconds) / 86_400_000),
      capacity: row.capacity,
      isHere: row.created_at < to && row.is_deactivated === 0 && row.erased_at === null,
      offers: offering.has(row.id),
    };
  });
}

async function openWaits(tx: Tx, to: string) {
  const open = await inTurn(store.asksOpenAt(tx, to));
  const askers = await getMembers(
    tx,
    open.map(({ menteeId }) => menteeId),
  );
  const end = Temporal.Instant.from(to);
  return open.flatMap(({ menteeId, createdAt }) => {
    const schedule = askers.get(menteeId);
    if (!schedule) return [];
    return [{ menteeId, minutes: Math.round(workingMinutesBetween(schedule, Temporal.Instant.from(createdAt), end)) }];
  });
}

/** From the first day over each Monday to the end. */
function weekBounds(from: Date, to: Date): Date[] {
  const days = [from];
  for (
    let day = from.add({ days: 8 - from.dayOfWeek });
    Temporal.PlainDate.compare(day, to) < 0;
    day = day.add({ days: 7 })
  )
    days.push(day);
  return [...days, to];
}

async function helpersBefore(tx: Tx, period: Period, { from, at }: Times): Promise<Set<string>> {
  if (!isQuarter(period)) return new Set();
  const before = at(Temporal.PlainDate.from(period.from).subtract({ months: 3 }));
  return new Set((await inTurn(store.talkersBetween(tx, before, from))).mentors.map(({ id }) => id));
}

/** Who asked or talked in the days before the end. */
async function activeBefore(tx: Tx, end: Date, { to, at }: Times) {
  const [since90, since30] = [90, 30].map((days) => at(end.subtract({ days })));
  const { mentors, mentees } = await inTurn(store.talkersBetween(tx, since90!, to));
  const all = [...(await inTurn(store.askersBetween(tx, since90!, to))), ...mentors, ...mentees];
  return {
    in90: new Set(all.map(({ id }) => id)),
    in30: new Set(all.filter(({ last }) => last !== null && last >= since30!).map(({ id }) => id)),
  };
}

async function cardsOfUse(tx: Tx, starts: Date[]) {
  const months = starts.map((day) => day.toString().slice(0, 7));
  return (await inTurn(store.cardsOfUse(tx, months))).map(({ month, memberId }) => ({
    memberId,
    span: months.indexOf(month),
  }));
}

/** Topics of the vocabulary that five people look for, or offer: of no other is anything told. */
async function topicsIn(tx: Tx, asked: Pick<Facts, 'asks' | 'waitListed'>): Promise<Facts['topics']> {
  const held = (await inTurn(store.heldSkills(tx))).filter(({ kind }) => kind === 'offers');
  const offered = new Map(held.map(({ skillId, people }) => [skillId, Number(people)]));
  const seekers = seekersOf([...asked.asks, ...asked.waitListed]);
  const ids = new Set([...offered.keys(), ...seekers.keys()]);
  const many = [...ids].filter((id) => !areFew(offered.get(id) ?? 0) || !areFew(seekers.get(id)?.size ?? 0));
  const names = await inTurn(store.namesOf(tx, many));
  const known = await inVocabulary(tx, many);
  return new Map([...known].map((id) => [id, { name: names.get(id) ?? '', offered: offered.get(id) ?? 0 }]));
}

/** Days after a quarter for which the offers of its last two months are still there, all of them (they are kept for 90). */
const OFFERS_STAY = 28;

async function putForward(tx: Tx, period: Period, { to, at }: Times): Promise<Set<string> | undefined> {
  const end = Temporal.PlainDate.from(period.to);
  if (!isQuarter(period) || iso(tx.now) >= at(end.add({ days: OFFERS_STAY }))) return undefined;
  return new Set(await inTurn(store.putForward(tx, at(end.subtract({ months: 2 })), to)));
}
