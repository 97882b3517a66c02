import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { titlesAfter } from '../../members/service.ts';
import { eligibleOf } from '../../sessions/service/index.ts';
import { type Maybe, mayKnow, tellingWords } from '../rules/hints.ts';
import { trackRecord } from '../rules/track-record.ts';
import { hintsFor, titleWords, writeGoal, writeTitle } from '../store/hints.ts';
import { DECLINE_RESTS } from './mentors.ts';

/** Reads the titles of the members after `last`, some at a time. */
export const readTitlesJob = jobKind('matching.read-titles', z.object({ last: z.string() }));

/** Titles that are read in one go: some 8 ms of work. */
const PAGE = 50;
/** So many are looked at for whether they may be asked. */
const LOOKED_AT = 24;

/**
 * Colleagues who do not offer what a text is about and may still know more: their job title mentions it, or they were
 * of use to somebody with a goal like it. No more than a suggestion, and never anybody who may not be asked.
 */
export async function maybeHelpers(
  tx: Tx,
  { text, menteeId }: { text: string; menteeId: string },
  limit = LOOKED_AT,
): Promise<Maybe[]> {
  const words = tellingWords(text);
  const { hints, people } = await hintsFor(tx, [...words.keys()]);
  const found = mayKnow(words, hints, people, tx.now).slice(0, LOOKED_AT);
  const ids = found.map((one) => one.memberId);
  const refusals = await eligibleOf(tx, ids, menteeId);
  const declined = await trackRecord().whoDeclined(tx, menteeId, ids, tx.now.subtract({ hours: 24 * DECLINE_RESTS }));
  return found.filter((o) => refusals.get(o.memberId) === undefined && !declined.has(o.memberId)).slice(0, limit);
}

/** Somebody's job title is this now. */
export function titleChanged(tx: Tx, memberId: string, title: string): Promise<void> {
  return writeTitle(tx, memberId, [...tellingWords(title).keys()]);
}

/** Plans a reading of all titles: the first one, and one a month in case anything was missed. */
export async function planTitles(tx: Tx): Promise<void> {
  const month = tx.now.toZonedDateTimeISO('UTC').toPlainDate().toPlainYearMonth().toString();
  await enqueue(tx, readTitlesJob, { last: '' }, { key: `matching.read-titles:${month}` });
}

/** Reads a page of titles and plans the next. Of a hundred thousand titles next to none was missed: only those are written. */
export async function readTitlePage(tx: Tx, last: string): Promise<void> {
  const members = await titlesAfter(tx, last, PAGE);
  const known = await titleWords(
    tx,
    members.map((member) => member.id),
  );
  for (const { id, title } of members) {
    const words = [...tellingWords(title).keys()];
    if (new Set(words).symmetricDifference(known.get(id) ?? new Set()).size > 0) await writeTitle(tx, id, words);
  }
  if (members.length === PAGE) await enqueue(tx, readTitlesJob, { last: members.at(-1)!.id });
}

/** The goal of a session leads to who helped in it; an empty one to nobody. */
export function goalHelped(tx: Tx, sessionId: string, mentorId: string, goal: string): Promise<void> {
  return writeGoal(tx, sessionId, mentorId, [...tellingWords(goal).keys()]);
}
