import type { Tx } from '../../../database/transaction.ts';
import { areFew } from '../../../small-counts.ts';
import { iso } from '../../../time.ts';
import { activeMembers } from '../../members/store/index.ts';
import { tellableRequests } from '../../requests/store/index.ts';
import { heldSessions, quietSessions } from '../../sessions/store/history.ts';
import { heldWithSkills } from '../../skills/store/held.ts';
import { skillNames } from '../../skills/store/skills.ts';
import type { Seeking } from '../rules/index.ts';
import type { DigestTable, ThanksTable } from '../tables.ts';

export function findThanks(tx: Tx, id: string): Promise<ThanksTable | undefined> {
  return thanks(tx).where('id', '=', id).executeTakeFirst();
}

export function findThanksFrom(tx: Tx, sessionId: string, giverId: string): Promise<ThanksTable | undefined> {
  return thanks(tx).where('session_id', '=', sessionId).where('giver_id', '=', giverId).executeTakeFirst();
}

export function publicThanks(tx: Tx, since: Temporal.Instant): Promise<ThanksTable[]> {
  // Nobody says yes before it can no longer be taken back.
  return thanks(tx)
    .where('is_public', '=', 1)
    .where((e) => e.or([e('session_id', 'is', null), e('session_id', 'not in', quietSessions(tx))]))
    .where('agreed_at', '>', iso(since))
    .where('agreed_at', '<=', iso(tx.now))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

const thanks = (tx: Tx) => tx.db.selectFrom('thanks').selectAll();

export async function writeThanks(
  tx: Tx,
  row: Omit<ThanksTable, 'workspace_id' | 'created_at' | 'agreed_at'>,
): Promise<void> {
  await tx.db
    .insertInto('thanks')
    .values({ ...row, workspace_id: tx.workspaceId, created_at: iso(tx.now) })
    .onConflict((c) => c.column('id').doUpdateSet({ words: row.words, is_public: row.is_public }))
    .execute();
}

/** The receiver lets the digest show a public thank-you from then on, or with null not. */
export async function setAgreed(tx: Tx, id: string, agreed_at: string | null): Promise<void> {
  await tx.db.updateTable('thanks').set({ agreed_at }).where('id', '=', id).execute();
}

export async function deleteThanks(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('thanks').where('id', '=', id).execute();
}

export function findDigest(tx: Tx, week: string): Promise<DigestTable | undefined> {
  return tx.db.selectFrom('digest').selectAll().where('week', '=', week).executeTakeFirst();
}

/** The newest digest of all from a local date on, posted or not. */
export function newestDigest(tx: Tx, from: string): Promise<DigestTable | undefined> {
  return tx.db
    .selectFrom('digest')
    .selectAll()
    .where('week', '>=', from)
    .orderBy('week', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** The newest digest that was posted. */
export function lastDigest(tx: Tx): Promise<DigestTable | undefined> {
  return tx.db
    .selectFrom('digest')
    .selectAll()
    .where('posted_at', 'is not', null)
    .orderBy('told_until', 'desc')
    .limit(1)
    .executeTakeFirst();
}

export async function writeDigest(
  tx: Tx,
  week: string,
  to: Partial<Pick<DigestTable, 'told_until' | 'failures' | 'posted_at' | 'channel' | 'ts'>>,
): Promise<void> {
  await tx.db
    .insertInto('digest')
    .values({ told_until: iso(tx.now), failures: 0, ...to, week, workspace_id: tx.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'week']).doUpdateSet(to))
    .execute();
}

export type Help = {
  mentorId: string;
  menteeId: string;
  skillId: string;
  topic: string;
  isUseful: boolean;
  isUsed: boolean;
};

/** Sessions that were held, but for quiet ones, and of which the mentee said since then that they were useful, or that they used it. */
export async function helpSince(tx: Tx, since: Temporal.Instant): Promise<Help[]> {
  const [from, to] = [iso(since), iso(tx.now)];
  const rows = await heldSessions(tx)
    .innerJoin(skillNames(tx), 'skill.id', 'session.skill_id')
    .select(['mentor_id as mentorId', 'mentee_id as menteeId', 'skill.id as skillId', 'skill.name as topic'])
    .select(['useful_at', 'used_at'])
    .where('is_quiet', '=', 0)
    .where((e) => e.or((['useful_at', 'used_at'] as const).map((at) => e.and([e(at, '>', from), e(at, '<=', to)]))))
    .orderBy('ended_at')
    .orderBy('session.id')
    .execute();
  const isNew = (at: string | null) => at !== null && at > from && at <= to;
  return rows.map(({ useful_at, used_at, ...help }) => {
    return { ...help, isUseful: isNew(useful_at), isUsed: isNew(used_at) };
  });
}

/** Who looks for what: on the wait list, and with requests that expired since. What was asked quietly is nobody's news. */
export async function soughtSince(tx: Tx, since: Temporal.Instant): Promise<Seeking[]> {
  const rows = await tellableRequests(tx)
    .innerJoin(skillNames(tx), 'skill.id', 'request.skill_id')
    .select(['skill.id as skillId', 'skill.name', 'mentee_id as menteeId', 'may_name_topic'])
    .where((e) =>
      e.or([e('state', '=', 'waiting'), e.and([e('state', '=', 'expired'), e('closed_at', '>', iso(since))])]),
    )
    .execute();
  return rows.map(({ may_name_topic, ...row }) => ({ ...row, mayName: may_name_topic === 1 }));
}

/** Of these skills, those that enough different people asked about by name to say in public that somebody did. */
export async function askedByMany(tx: Tx, skillIds: string[]): Promise<Set<string>> {
  if (skillIds.length === 0) return new Set();
  const rows = await tellableRequests(tx)
    .select((e) => ['skill_id', e.fn.count<number>('mentee_id').distinct().as('people')])
    .where('skill_id', 'in', [...new Set(skillIds)])
    .groupBy('skill_id')
    .execute();
  return new Set(rows.filter((row) => !areFew(Number(row.people))).map((row) => row.skill_id));
}

export type Held = { skillId: string; name: string; kind: 'offers' | 'wants'; people: number };

/** How many active people offer and want each skill. */
export function heldSkills(tx: Tx): Promise<Held[]> {
  return heldWithSkills(tx)
    .innerJoin(activeMembers(tx).select('member.id').as('member'), 'member.id', 'held.member_id')
    .select((e) => ['skill.id as skillId', 'skill.name', 'held.kind', e.fn.countAll<number>().as('people')])
    .groupBy(['skill.id', 'skill.name', 'held.kind'])
    .execute();
}
