import type { Work } from '../../work.ts';
import type { Format, Member } from '../members/rules.ts';
import { isWorking } from '../members/rules.ts';
import { eligibleOf, getMember, getMembers } from '../members/service.ts';
import { type Urgency, urgencies } from '../requests/rules.ts';
import { mentorRows } from './mentor-store.ts';
import { normalise } from './normalise.ts';
import { peopleFor } from './people.ts';
import type { PeopleIndex } from './people-index.ts';
import { noteShown, type Ranked, rank, type Wanted } from './rank.ts';
import { reasonsFor } from './reasons.ts';
import { declinedSince, inSession, type SkillRow, saveExposure } from './store.ts';
import { knownTo } from './workspace-lexicon.ts';

export type Wish = {
  skillId: string;
  menteeId: string;
  urgency?: string | undefined;
  format?: Format | undefined;
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
 * Members who may be asked about a skill now, best first, each with reasons from the terms of the score. Notes who is
 * shown, so that others get their turn.
 */
export async function rankMentors(work: Work, wish: Wish, limit: number): Promise<Match[]> {
  const { rows, index, chosen } = await choose(work, wish, limit);
  for (const note of noteShown(
    index,
    chosen.slice(0, SHOWN).map((r) => r.mentorId),
    work.now,
  ))
    await saveExposure(work, note.mentorId, note.shown, note.shownOn);
  const asked = rows.find((row) => row.id === wish.skillId);
  return describe(work, chosen, asked?.name ?? '');
}

/** Ids of these skills and of all that mean the same. */
export async function sameSkills(work: Work, skillIds: string[]): Promise<string[]> {
  const same = new Set(skillIds);
  const { rows } = await knownTo(work);
  for (const group of rows.values())
    if (group.some((row) => same.has(row.id))) for (const { id } of group) same.add(id);
  return [...same];
}

/** Whether there is anybody who may be asked about a skill now. Nobody counts as shown. */
export async function hasMentor(work: Work, wish: Wish): Promise<boolean> {
  return (await choose(work, wish, 1)).chosen.length > 0;
}

async function choose(work: Work, wish: Wish, limit: number) {
  const rows = await sameSkill(work, wish.skillId);
  const index = await peopleFor(
    work,
    rows.map((row) => row.id),
  );
  const mentee = await getMember(work, wish.menteeId);
  return { rows, index, chosen: await pick(work, index, wantedBy(wish, rows, mentee), limit) };
}

/** The rows that mean the same skill: one, unless the same was typed differently before it was known. */
async function sameSkill(work: Work, skillId: string): Promise<SkillRow[]> {
  const { rows } = await knownTo(work);
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
async function pick(work: Work, index: PeopleIndex, wanted: Wanted, limit: number): Promise<Ranked[]> {
  const chosen: Ranked[] = [];
  const order = rank(index, wanted, work.now);
  for (
    let batch = take(order, SPARE * limit);
    batch.length > 0 && chosen.length < limit;
    batch = take(order, SPARE * limit)
  ) {
    const ids = batch.map((r) => r.mentorId);
    const refusals = await eligibleOf(work, ids, wanted.menteeId);
    const since = work.now.subtract({ hours: 24 * DECLINE_RESTS });
    const declined = await declinedSince(work, wanted.menteeId, ids, since);
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

async function describe(work: Work, chosen: Ranked[], skillName: string): Promise<Match[]> {
  const ids = chosen.map((r) => r.mentorId);
  const members = await getMembers(work, ids);
  const busy = await inSession(work, ids);
  const facts = new Map((await mentorRows(work, ids, 'UTC')).map((mentor) => [mentor.id, mentor]));
  return chosen.flatMap((ranked) => {
    const member = members.get(ranked.mentorId);
    const known = facts.get(ranked.mentorId);
    // The index may lag behind by a moment; whoever is gone from the database is not shown.
    if (member === undefined || known === undefined) return [];
    return {
      memberId: member.id,
      reasons: reasonsFor(ranked, { ...known, skillName, answers: known.asks }),
      freeNow: isWorking(member, work.now) && !busy.has(member.id),
    };
  });
}
