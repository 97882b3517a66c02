import { sql } from 'kysely';
import type { Year } from './run.ts';

/** The figures of a year that was lived through. */
/** Messages in a hundred whose end nobody could tell, at most, where Slack fails now and then. */
const MOST_UNKNOWN = 3;

export async function summarise({ watch, app, cast, life, options, boards, weather, steps }: Year) {
  const db = app.deps.db.read;
  const trouble = await db
    .selectFrom('job')
    .select(['kind', 'outcome', 'error'])
    .where('outcome', 'in', ['dead', 'unknown'])
    .execute();
  const unknown = trouble.filter(({ outcome }) => outcome === 'unknown').length;
  const sent = watch.sums.direct + watch.sums.group + watch.sums.channel;
  const personDays = cast.length * options.days;
  return {
    complaints: {
      total: watch.complaints.length,
      ...byKey(watch.complaints, (c) => c.what),
      first: watch.complaints.slice(0, 20),
    },
    directPerPersonAndDay: spread([...watch.all.values()], personDays),
    unpromptedPerPersonAndDay: spread([...watch.unprompted.values()], personDays),
    messages: watch.sums,
    badges: await countBy(db, 'badge', 'badge'),
    requests: await countBy(db, 'request', 'state'),
    sessions: await countBy(db, 'session', 'ending'),
    newsletters: await countBy(db, 'newsletter', 'state'),
    stories: watch.stories(),
    quietWeeks: { ...(await countBy(db, 'momentum_round', 'state')), invitations: watch.sums.invitations },
    launch: await countBy(db, 'launch_post', 'state'),
    helping: await helping(db, cast),
    boards: boardsWith(boards, cast, await onlyTraded(db, cast)),
    step: steps,
    weather,
    jobsInTrouble: trouble,
    /** Nothing may die, and without faults nothing may be unclear. */
    isInTrouble: unknown < trouble.length || unknown * 100 > (options.isRough ? MOST_UNKNOWN * sent : 0),
    troubles: byKey(life.hands.troubles, (text) => text.slice(0, 120)),
  };
}

/** How many rows have each value of a column; a session without an ending is not over. */
async function countBy(db: Year['app']['deps']['db']['read'], table: string, column: string) {
  const { rows } = await sql<{ name: string | null; n: number | string }>`
    select ${sql.ref(column)} as name, count(*) as n from ${sql.table(table)} group by ${sql.ref(column)}`.execute(db);
  return Object.fromEntries(rows.map(({ name, n }) => [name ?? 'not over', Number(n)]));
}

function byKey<T>(list: T[], key: (entry: T) => string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const entry of list) counts[key(entry)] = (counts[key(entry)] ?? 0) + 1;
  return counts;
}

/** Over all days of all people, those without a message included. */
function spread(counts: number[], all: number) {
  const sorted = counts.sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(share * all) - (all - sorted.length)] ?? 0;
  const sum = sorted.reduce((a, b) => a + b, 0);
  return { mean: Math.round((sum / all) * 1000) / 1000, p50: at(0.5), p99: at(0.99), max: sorted.at(-1) ?? 0 };
}

/** Names of those who play the leaderboard and whose help nobody but the other put to use. */
async function onlyTraded(db: Year['app']['deps']['db']['read'], cast: Year['cast']): Promise<string[]> {
  const uses = await db.selectFrom('outcome').select(['mentor_id', 'mentee_id']).where('answer', '=', 'yes').execute();
  const hasOthers = ({ id, accomplice }: Year['cast'][number]) =>
    uses.some((use) => use.mentor_id === id && use.mentee_id !== accomplice);
  return cast.filter((person) => person.accomplice !== undefined && !hasOthers(person)).map(({ name }) => name);
}

/** How many of the boards that were looked at named anybody, and how many somebody who only trades. */
function boardsWith(boards: string[], cast: Year['cast'], traders: string[]) {
  const named = boards.filter((board) => cast.some(({ name }) => board.includes(name)));
  return {
    looked: boards.length,
    named: named.length,
    withTraders: boards.filter((b) => traders.some((t) => b.includes(t))).length,
  };
}

/** How evenly the talks fall on those who offer something: 0 would be perfectly even, 1 all on one. */
async function helping(db: Year['app']['deps']['db']['read'], cast: Year['cast']) {
  const held = await db
    .selectFrom('session')
    .select((e) => ['mentor_id', e.fn.countAll<number>().as('n')])
    .where('ending', 'in', ['wrapped up', 'time ran out'])
    .groupBy('mentor_id')
    .execute();
  const of = new Map(held.map((row) => [row.mentor_id, Number(row.n)]));
  const willing = cast.filter((person) => Object.keys(person.offers).length > 0 && !person.accomplice);
  const loads = willing.map(({ id }) => of.get(id) ?? 0).sort((a, b) => a - b);
  const sum = loads.reduce((a, b) => a + b, 0);
  const ranked = loads.reduce((total, load, i) => total + load * (i + 1), 0);
  const gini = sum === 0 ? 0 : (2 * ranked) / (loads.length * sum) - (loads.length + 1) / loads.length;
  const round = (n: number) => Math.round(n * 100) / 100;
  const used = loads.filter((load) => load > 0).length / Math.max(1, loads.length);
  return { talks: sum, willing: loads.length, shareUsed: round(used), gini: round(gini), most: loads.at(-1) ?? 0 };
}
