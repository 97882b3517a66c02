import type { Tx } from '../../database/transaction.ts';
import { areFew } from '../../small-counts.ts';
import { iso } from '../../time.ts';
import type { Seeking } from './rules.ts';
import type { DigestTable, ThanksTable } from './tables.ts';

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

/** Ids of the sessions that came from quiet asks: nothing of them is shown to others. */
export function quietSessions(tx: Tx) {
  return tx.db.selectFrom('session').select('id').where('is_quiet', '=', 1);
}

/** Sessions that were held, but for quiet ones, and of which the mentee said since then that they were useful, or that they used it. */
export async function helpSince(tx: Tx, since: Temporal.Instant): Promise<Help[]> {
  const [from, to] = [iso(since), iso(tx.now)];
  const rows = await tx.db
    .selectFrom('session as s')
    .innerJoin('skill as k', 'k.id', 's.skill_id')
    .select(['s.mentor_id as mentorId', 's.mentee_id as menteeId', 'k.id as skillId', 'k.name as topic'])
    .select(['s.useful_at', 's.used_at'])
    .where('s.held_at', 'is not', null)
    .where('s.is_quiet', '=', 0)
    .where((e) => e.or((['s.useful_at', 's.used_at'] as const).map((at) => e.and([e(at, '>', from), e(at, '<=', to)]))))
    .orderBy('s.ended_at')
    .orderBy('s.id')
    .execute();
  const isNew = (at: string | null) => at !== null && at > from && at <= to;
  return rows.map(({ useful_at, used_at, ...help }) => {
    return { ...help, isUseful: isNew(useful_at), isUsed: isNew(used_at) };
  });
}

/** Who looks for what: on the wait list, and with requests that expired since. What was asked quietly is nobody's news. */
export async function soughtSince(tx: Tx, since: Temporal.Instant): Promise<Seeking[]> {
  const rows = await tx.db
    .selectFrom('request as r')
    .innerJoin('skill as k', 'k.id', 'r.skill_id')
    .select(['k.id as skillId', 'k.name as name', 'r.mentee_id as menteeId', 'r.may_name_topic'])
    .where('r.is_anonymous', '=', 0)
    .where((e) =>
      e.or([e('r.state', '=', 'waiting'), e.and([e('r.state', '=', 'expired'), e('r.closed_at', '>', iso(since))])]),
    )
    .execute();
  return rows.map(({ may_name_topic, ...row }) => ({ ...row, mayName: may_name_topic === 1 }));
}

/** Of these skills, those that enough different people asked about by name to say in public that somebody did. */
export async function askedByMany(tx: Tx, skillIds: string[]): Promise<Set<string>> {
  if (skillIds.length === 0) return new Set();
  const rows = await tx.db
    .selectFrom('request')
    .select((e) => ['skill_id', e.fn.count<number>('mentee_id').distinct().as('people')])
    .where('skill_id', 'in', [...new Set(skillIds)])
    .where('is_anonymous', '=', 0)
    .groupBy('skill_id')
    .execute();
  return new Set(rows.filter((row) => !areFew(Number(row.people))).map((row) => row.skill_id));
}

export type Held = { skillId: string; name: string; kind: 'offers' | 'wants'; people: number };

/** How many active people offer and want each skill. */
export function heldSkills(tx: Tx): Promise<Held[]> {
  return tx.db
    .selectFrom('member_skill as h')
    .innerJoin('skill as k', 'k.id', 'h.skill_id')
    .innerJoin('member as m', (j) => j.onRef('m.id', '=', 'h.member_id').onRef('m.workspace_id', '=', 'h.workspace_id'))
    .select((e) => ['k.id as skillId', 'k.name as name', 'h.kind as kind', e.fn.countAll<number>().as('people')])
    .where('m.is_deactivated', '=', 0)
    .groupBy(['k.id', 'k.name', 'h.kind'])
    .execute();
}
