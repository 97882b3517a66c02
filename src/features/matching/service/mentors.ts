import type { Tx } from '../../../database/transaction.ts';
import type { Format, Member } from '../../members/rules/index.ts';
import { isWorking } from '../../members/rules/index.ts';
import { getMember, getMembers } from '../../members/service.ts';
import { eligibleOf, peopleInSession } from '../../sessions/service/index.ts';
import { normalise } from '../../skills/rules/normalise.ts';
import type { SkillRow } from '../../skills/service/index.ts';
import { loadLexicon } from '../../skills/service/index.ts';
import type { PeopleIndex } from '../rules/people-index.ts';
import { noteShown, type Ranked, rank, type Wanted } from '../rules/rank.ts';
import { reasonsFor } from '../rules/reasons.ts';
import { type Urgency, urgencies } from '../rules/score.ts';
import { trackRecord } from '../rules/track-record.ts';
import { saveExposure } from '../store/index.ts';
import { mentorRows } from '../store/mentors.ts';
import { addShown, type Search, shownBefore } from '../store/shown.ts';
import { peopleFor } from './people.ts';

export type Wish = {
  skillId: string;
  menteeId: string;
  urgency?: string | undefined;
  format?: Format | undefined;
  /** Asked quietly: nobody counts as shown, which others would notice in the order of theirs. */
  isAnonymous?: boolean | undefined;
};

export type Match = {
  memberId: string;
  /** Two or three honest reasons, each a few plain words. */
  reasons: string[];
  /** Within working hours and in no session. */
  freeNow: boolean;
};

/** Days for which somebody is not asked again by the person whose request they declined (ours). */
export const DECLINE_RESTS = 30;
/** So many are looked at in one go for whether they may be asked, for each who is wanted: few are not. */
const SPARE = 2;
/** Places on the card: only these count as shown. */
const SHOWN = 3;

/**
 * Members who may be asked about a skill now, best first, each with reasons from the terms of the score. Whoever was
 * shown keeps their place until the asker's day is over; who is shown first that day is noted, so that others get their
 * turn, and looking once more is not.
 */
export async function rankMentors(tx: Tx, wish: Wish, limit: number): Promise<Match[]> {
  return (await mentorPage(tx, wish, limit)).matches;
}

/** Some of those who may be asked. `total` counts them all, as far as `isAll` says. */
export type Page = { matches: Match[]; before: number; total: number; isAll: boolean };

/** The next `size` of them after the one with this id, or the best. */
export async function mentorPage(tx: Tx, wish: Wish, size: number, after?: string, count = size): Promise<Page> {
  const found = await choose(tx, wish, (known) => Math.max(count, size + known.indexOf(after ?? '') + 2));
  const { rows, chosen, limit } = found;
  const before = passed(found, after);
  if (!wish.isAnonymous) await remember(tx, found, before + size);
  const asked = rows.find((row) => row.id === wish.skillId);
  const matches = await describe(tx, chosen.slice(before, before + size), asked?.name ?? '');
  return { matches, before, total: chosen.length, isAll: chosen.length < limit };
}

/** How many come before what follows this one, who may not be asked any more by now. */
function passed({ chosen, known }: Chosen, after: string | undefined): number {
  const last = known.ids.indexOf(after ?? '');
  const seen = new Set(known.ids.slice(0, last + 1));
  return chosen.filter((r) => seen.has(r.mentorId)).length;
}

/** Notes whom the asker sees for the first time today, and, once a day, that the first of them were shown. */
async function remember(tx: Tx, { index, chosen, known, search }: Chosen, upTo: number): Promise<void> {
  const seen = new Set(known.ids);
  const fresh = chosen.slice(0, upTo).filter((r) => !seen.has(r.mentorId));
  const ids = fresh.map((r) => r.mentorId);
  const isNew = await addShown(tx, search, ids, known.ids.length);
  if (!isNew || !known.isFirst) return;
  for (const note of noteShown(index, ids.slice(0, SHOWN), tx.now))
    await saveExposure(tx, note.mentorId, note.shown, note.shownOn);
}

/** Whether there is anybody who may be asked about a skill now. Nobody counts as shown. */
export async function hasMentor(tx: Tx, wish: Wish): Promise<boolean> {
  return (await choose(tx, wish, () => 1)).chosen.length > 0;
}

type Chosen = Awaited<ReturnType<typeof choose>>;

async function choose(tx: Tx, wish: Wish, limitOf: (known: string[]) => number) {
  const rows = await sameSkill(tx, wish.skillId);
  const index = await peopleFor(
    tx,
    rows.map((row) => row.id),
  );
  const mentee = await getMember(tx, wish.menteeId);
  const search = searchOf(tx, wish, rows, mentee?.zone ?? 'UTC');
  const known = await shownBefore(tx, search);
  const limit = limitOf(known.ids);
  const chosen = await pick(tx, index, wantedBy(wish, rows, mentee), known.ids, { limit, format: wish.format });
  return { rows, index, chosen, limit, known, search };
}

/** One search of one day: the same once more gives the same order. */
function searchOf(tx: Tx, { menteeId, urgency, format }: Wish, rows: SkillRow[], zone: string): Search {
  const on_date = tx.now.toZonedDateTimeISO(zone).toPlainDate().toString();
  const [skill_id = ''] = rows.map((row) => row.id).sort();
  return { asker_id: menteeId, skill_id, on_date, how: `${urgency ?? ''}/${format ?? ''}` };
}

/** The rows that mean the same skill: one, unless the same was typed differently before it was known. */
async function sameSkill(tx: Tx, skillId: string): Promise<SkillRow[]> {
  const { rows } = await loadLexicon(tx);
  for (const same of rows.values()) if (same.some((row) => row.id === skillId)) return same;
  return [{ id: skillId, key: '', name: '' }];
}

function wantedBy(wish: Wish, rows: SkillRow[], mentee: Member | undefined): Wanted {
  return {
    topics: [{ skillId: wish.skillId, weight: 1, also: rows.map((row) => row.id).filter((id) => id !== wish.skillId) }],
    menteeId: wish.menteeId,
    schedule: mentee,
    language: mentee?.locale.slice(0, 2).toLowerCase() ?? '',
    team: normalise(mentee?.department ?? ''),
    format: wish.format,
    urgency: urgencies.find((u): u is Urgency => u === wish.urgency) ?? 'today',
  };
}

/** Goes down the ranking in batches until enough may be asked. */
async function pick(
  tx: Tx,
  index: PeopleIndex,
  wanted: Wanted,
  first: string[],
  { limit, format }: { limit: number; format: Format | undefined },
): Promise<Ranked[]> {
  const chosen: Ranked[] = [];
  const order = rank(index, wanted, tx.now, first);
  for (
    let batch = take(order, SPARE * limit);
    batch.length > 0 && chosen.length < limit;
    batch = take(order, SPARE * limit)
  ) {
    const ids = batch.map((r) => r.mentorId);
    const refusals = await eligibleOf(tx, ids, wanted.menteeId, undefined, format);
    const since = tx.now.subtract({ hours: 24 * DECLINE_RESTS });
    const declined = await trackRecord().whoDeclined(tx, wanted.menteeId, ids, since);
    chosen.push(...batch.filter((r) => refusals.get(r.mentorId) === undefined && !declined.has(r.mentorId)));
  }
  return chosen.slice(0, limit);
}

function take<T>(from: Iterator<T>, count: number): T[] {
  const taken: T[] = [];
  for (let i = 0; i < count; i++) {
    const next = from.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

async function describe(tx: Tx, chosen: Ranked[], skillName: string): Promise<Match[]> {
  const ids = chosen.map((r) => r.mentorId);
  const members = await getMembers(tx, ids);
  const busy = await peopleInSession(tx, ids);
  const facts = new Map((await mentorRows(tx, ids, 'UTC')).map((mentor) => [mentor.id, mentor]));
  return chosen.flatMap((ranked) => {
    const member = members.get(ranked.mentorId);
    const known = facts.get(ranked.mentorId);
    // The index may lag behind by a moment; whoever is gone from the database is not shown.
    if (member === undefined || known === undefined) return [];
    return {
      memberId: member.id,
      reasons: reasonsFor(ranked, { ...known, skillName, answers: known.answeredTo ?? 0, ratings: known.ratedBy ?? 0 }),
      freeNow: isWorking(member, tx.now) && !busy.has(member.id),
    };
  });
}
