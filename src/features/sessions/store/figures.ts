import { spanOf, sumIf } from '../../../database/spans.ts';
import type { Tx } from '../../../database/transaction.ts';

// For figures about many people (features/metrics): talks that were held, but for those that came of a quiet ask.

/** Minutes that each extension added (rules.ts). */
const EXTENSION = 5;

/** Ids of the sessions that came of quiet asks, for the stores of what rests on a session. */
export const quietSessionIds = (tx: Tx) =>
  tx.db.selectFrom('session').select('id').where('is_quiet', '=', 1).$asScalar();

const held = (tx: Tx, from: string, to: string) =>
  tx.db
    .selectFrom('session')
    .where('held_at', 'is not', null)
    .where('is_quiet', '=', 0)
    .where('ended_at', '>=', from)
    .where('ended_at', '<', to);

/** Talks that ended in one of the spans, by their two people. @param bounds of the spans. */
export async function talksOfPairs(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('ended_at', bounds);
  const rows = await held(tx, bounds[0]!, bounds.at(-1)!)
    .select((e) => [span.as('span'), 'mentor_id', 'mentee_id', e.fn.countAll().as('n')])
    .select([
      sumIf('1 = 1', `minutes + ${EXTENSION} * extensions`).as('minutes'),
      sumIf('extensions = 0').as('unextended'),
      sumIf(`format = 'thread'`).as('written'),
      sumIf(`format = 'thread' and mentee_spoke_at is not null and mentor_spoke_at is not null`).as('both'),
      sumIf('useful_at is not null').as('useful'),
      sumIf('useful_at is null and is_useless = 1').as('useless'),
    ])
    .groupBy([span, 'mentor_id', 'mentee_id'])
    .execute();
  return rows.map(({ mentor_id: mentorId, mentee_id: menteeId, ...row }) => ({
    mentorId,
    menteeId,
    span: Number(row.span),
    n: Number(row.n),
    minutes: Number(row.minutes),
    unextended: Number(row.unextended),
    written: Number(row.written),
    both: Number(row.both),
    useful: Number(row.useful),
    useless: Number(row.useless),
  }));
}

/** How often each helped in each of the spans. */
export async function talksOfMentors(tx: Tx, bounds: readonly string[]) {
  const span = spanOf('ended_at', bounds);
  const rows = await held(tx, bounds[0]!, bounds.at(-1)!)
    .select((e) => [span.as('span'), 'mentor_id', e.fn.countAll().as('n')])
    .groupBy([span, 'mentor_id'])
    .execute();
  return rows.map((row) => ({ span: Number(row.span), mentorId: row.mentor_id, n: Number(row.n) }));
}

/** Who talked, as which of the two, from then until before then, and when last. */
export async function talkersBetween(tx: Tx, from: string, to: string) {
  const by = (column: 'mentor_id' | 'mentee_id') =>
    held(tx, from, to)
      .select((e) => [`${column} as id`, e.fn.max('ended_at').as('last')])
      .groupBy(column)
      .execute();
  return { mentors: await by('mentor_id'), mentees: await by('mentee_id') };
}
