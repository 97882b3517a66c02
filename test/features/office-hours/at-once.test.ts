import fc from 'fast-check';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import type { Tx } from '../../../src/database/transaction.ts';
import { type Hours, overlap } from '../../../src/features/office-hours/rules/index.ts';
import { book, cancelBooking, choicesFor, holdHours } from '../../../src/features/office-hours/service/index.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';
import { aForm, GOAL, person } from './setup.ts';

/** A Monday, 11:00 in Berlin, and two Tuesdays on which both hosts hold their office hours. */
const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const DATES = ['2026-03-03', '2026-03-10'];
const PEOPLE = ['UADA', 'UBEN', 'UCLEO', 'UDANA'];

const layout = fc.record({
  minutes: fc.constantFrom(30, 45, 60),
  slotMinutes: fc.option(fc.constantFrom(10, 15, 20, 30), { nil: undefined }),
  capacity: fc.integer({ min: 1, max: 3 }),
  time: fc.constantFrom('15:00', '15:20'),
});
type Made<A> = A extends fc.Arbitrary<infer Value> ? Value : never;

/** `turns` of the event loop pass before it, so that acts meet in different ways. */
const turns = fc.nat({ max: 4 });
/** Mostly the first, so that people get into each other's way. */
const date = fc.constantFrom(0, 0, 0, 1);
const act = fc.oneof(
  { weight: 3, arbitrary: fc.record({ turns, hours: fc.nat(1), date, seat: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ turns, cancel: fc.nat(5) }) },
);
/** What somebody does one after the other; the same person may be at it in two places. */
const course = fc.record({ by: fc.constantFrom(...PEOPLE), acts: fc.array(act, { minLength: 1, maxLength: 3 }) });

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

type Wanted = { by: string; hours: Hours; date: string; seat: number | undefined };
/** From before it was asked for until after it was answered, in the order in which the test saw things happen. */
type Span = { began: number; done: number };
type Kept = Wanted &
  Span & { id: string; startsAt: Temporal.Instant; endsAt: Temporal.Instant; given: Span | undefined };
type Refused = Wanted & Span & { why: string };

const slotsOf = ({ slotMinutes, minutes }: Pick<Hours, 'slotMinutes' | 'minutes'>) =>
  slotMinutes === undefined ? Number.POSITIVE_INFINITY : Math.floor(minutes / slotMinutes);
const isSameSitting = (a: Wanted, b: Wanted) => a.hours.id === b.hours.id && a.date === b.date;

/** Whether a place may have been somebody's at some moment of the span, as far as the test can know. */
const mayBeIn = (k: Kept, { began, done }: Span) =>
  k.began <= done && (k.given?.done ?? Number.POSITIVE_INFINITY) >= began;
/** Whether a place certainly was somebody's at a moment. */
const isSurelyIn = (k: Kept, at: number) => k.done <= at && (k.given?.began ?? Number.POSITIVE_INFINITY) > at;

/** Places that were given although they were not free, at the moment in which the last of them was told. */
function givenTwice(kept: Kept[]): string[] {
  return kept.flatMap((k) => {
    const others = kept.filter((other) => other !== k && isSurelyIn(other, k.done));
    const here = others.filter((other) => isSameSitting(other, k));
    return [
      ...(here.length + 1 > k.hours.capacity ? ['more people than the host wants'] : []),
      ...(here.some((other) => other.seat === k.seat) ? ['two people in one place'] : []),
      ...(here.some((other) => other.by === k.by) ? ['one person in two places'] : []),
      ...(others.some((other) => other.by === k.by && overlap(other, k)) ? ['one person in two talks at once'] : []),
    ];
  });
}

/** Why a refusal was wrong, if what it says cannot have been so at any moment while it was asked for. */
function falselyRefused(refused: Refused, kept: Kept[]): string[] {
  const near = kept.filter((k) => mayBeIn(k, refused));
  const here = near.filter((k) => isSameSitting(k, refused));
  const moments = [refused.began, ...here.map((k) => k.began).filter((at) => at > refused.began)];
  const most = Math.max(...moments.map((at) => here.filter((k) => mayBeIn(k, { began: at, done: at })).length));
  const isTaken = refused.seat !== undefined && here.some((k) => k.seat === refused.seat);
  const isTrue = /just booked/.test(refused.why)
    ? isTaken || most >= refused.hours.capacity
    : /on that date already/.test(refused.why)
      ? here.some((k) => k.by === refused.by)
      : /in other office hours at that time/.test(refused.why) && near.some((k) => k.by === refused.by);
  return isTrue ? [] : [refused.why];
}

onBothDatabases('Office hours of which many people take and give up places at once', (dialect) => {
  let db: Database;
  let runs = 0;

  beforeEach(async () => {
    db = await freshDatabase(dialect);
  });
  afterEach(() => db.close());

  /** Each run has a workspace of its own. */
  async function world(layouts: Made<typeof layout>[]) {
    const workspace = `T${++runs}`;
    const run = <T>(unit: (tx: Tx) => Promise<T>) => workOn(db, NOW, unit, workspace);
    const hours = await run(async (tx) => {
      for (const id of [...PEOPLE, 'UHOST0', 'UHOST1']) await person(tx, id);
      const held: Hours[] = [];
      for (const [i, one] of layouts.entries()) held.push(await holdHours(tx, `UHOST${i}`, aForm(one)));
      return held;
    });
    const takenNow = async () => {
      const rows = await db.read.selectFrom('booking').selectAll().where('workspace_id', '=', workspace).execute();
      return rows.filter(({ state }) => state === 'booked');
    };
    /** Places as everybody else's plans know of them. */
    const planned = async () => {
      const rows = await db.read.selectFrom('planned_time').selectAll().where('workspace_id', '=', workspace).execute();
      return rows.map(({ id, other_id, starts_at }) => ({ id, by: other_id, at: starts_at })).sort(byId);
    };
    return { run, hours, takenNow, planned };
  }

  type World = Awaited<ReturnType<typeof world>>;

  function people({ run, hours }: World) {
    let clock = 0;
    const [kept, refused, faults]: [Kept[], Refused[], string[]] = [[], [], []];
    /** Asked once everybody has heard their answers. */
    const checks: (() => string[])[] = [];

    async function take(wanted: Wanted): Promise<void> {
      const began = ++clock;
      const { by, date, seat } = wanted;
      await run((tx) => book(tx, by, { hoursId: wanted.hours.id, date, seat, goal: GOAL })).then(
        ({ booking: { id, seat, startsAt, endsAt } }) =>
          void kept.push({ ...wanted, id, seat, startsAt, endsAt, began, done: ++clock, given: undefined }),
        (error: Error) => void refused.push({ ...wanted, began, done: ++clock, why: error.message }),
      );
    }

    async function giveUp(one: Kept): Promise<void> {
      const began = ++clock;
      try {
        await run((tx) => cancelBooking(tx, one.id, one.by));
        if (one.given) faults.push('one place given up twice');
        one.given = { began, done: ++clock };
      } catch (error) {
        const { message } = error as Error;
        // It may be given up in another place in this very moment, of which its person hears a little later.
        checks.push(() => (one.given && /no place there any more/.test(message) ? [] : [message]));
      }
    }

    return {
      async follow({ by, acts }: Made<typeof course>) {
        for (const one of acts) {
          for (let i = 0; i < one.turns; i++) await new Promise((resolve) => setImmediate(resolve));
          const mine = kept.filter((k) => k.by === by);
          if ('cancel' in one) {
            if (mine.length > 0) await giveUp(mine[one.cancel % mine.length]!);
            continue;
          }
          const of = hours[one.hours]!;
          const seat = of.slotMinutes === undefined ? undefined : one.seat % slotsOf(of);
          await take({ by, hours: of, date: DATES[one.date]!, seat });
        }
      },
      kept,
      faults: () => [
        ...faults,
        ...checks.flatMap((check) => check()),
        ...givenTwice(kept),
        ...refused.flatMap((one) => falselyRefused(one, kept)),
      ],
    };
  }

  /** Takes what is free for people who came later, and says how many places are taken then. */
  async function fill({ run, takenNow }: World, hours: Hours, date: string): Promise<number> {
    for (let n = 0; ; n++) {
      const isTaken = await run(async (tx) => {
        const by = `ULATE${n}`;
        await person(tx, by);
        const { times } = await choicesFor(tx, hours.id, by).catch(() => ({ times: [] }));
        const free = times.find((time) => time.date === date);
        if (free) await book(tx, by, { hoursId: hours.id, date, seat: free.seat, goal: GOAL });
        return free !== undefined;
      });
      if (!isTaken) break;
    }
    return (await takenNow()).filter((row) => row.hours_id === hours.id && row.on_date === date).length;
  }

  it('give each place once, say to everybody what is so, and lose none', async () => {
    const layouts = fc.tuple(layout, layout);
    const courses = fc.array(course, { minLength: 2, maxLength: 10 });
    await fc.assert(
      fc.asyncProperty(layouts, courses, fc.nat(1), fc.nat(1), async (each, all, which, on) => {
        const here = await world(each);
        const { follow, kept, faults } = people(here);
        await Promise.all(all.map(follow));
        expect(faults()).toEqual([]);

        const told = kept.filter((k) => !k.given).map((k) => ({ id: k.id, by: k.by, seat: k.seat, date: k.date }));
        const taken = (await here.takenNow()).map((row) => ({
          ...{ id: row.id, by: row.member_id, seat: row.seat, date: row.on_date },
        }));
        expect(taken.sort(byId)).toEqual(told.sort(byId));
        const rows = await here.takenNow();
        const places = rows.map(({ id, member_id, starts_at }) => ({ id, by: member_id, at: starts_at }));
        expect(await here.planned()).toEqual(places.sort(byId));

        const hours = here.hours[which]!;
        expect(await fill(here, hours, DATES[on]!)).toBe(Math.min(hours.capacity, slotsOf(hours)));
      }),
      { numRuns: 20 },
    );
  }, 60_000);
});
