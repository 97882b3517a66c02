import type { Updateable } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { plainMarks } from '../../../plain-marks.ts';
import { iso } from '../../../time.ts';
import { formats } from '../rules/index.ts';
import type { MemberTable } from '../tables.ts';

/** What Slack's directory says about a person. */
export type DirectoryColumns = Pick<
  MemberTable,
  'id' | 'name' | 'title' | 'zone' | 'locale' | 'is_bot' | 'is_guest' | 'is_deactivated' | 'is_owner'
> &
  Partial<Pick<MemberTable, 'handle'>>;

/** Adds a person whom only the id is known of; somebody known is left alone. @returns whether the person is new. */
export async function insertStranger(tx: Tx, id: string, name: string): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('member')
    .values({ ...blank(tx), id, name, zone: '' })
    .onConflict((c) => c.columns(['workspace_id', 'id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Writes what the directory says and leaves people's own settings alone. A known locale survives an absent one. */
export async function upsertFromDirectory(tx: Tx, { id, ...said }: DirectoryColumns): Promise<void> {
  const { locale, ...rest } = said;
  const known = { ...rest, ...(locale === '' ? {} : { locale }), seen_at: iso(tx.now) };
  await tx.db
    .insertInto('member')
    .values({ ...blank(tx), ...said, id, seen_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'id']).doUpdateSet(known))
    .execute();
}

/** A new member's own settings. */
function blank(tx: Tx): Omit<MemberTable, 'id' | 'name' | 'zone'> {
  return {
    workspace_id: tx.workspaceId,
    handle: '',
    title: '',
    locale: '',
    is_bot: 0,
    is_guest: 0,
    is_deactivated: 0,
    is_owner: 0,
    work_start: '09:00',
    work_end: '17:00',
    work_days: '[1,2,3,4,5]',
    other_hours: '',
    capacity: 2,
    formats: JSON.stringify(formats),
    usual_minutes: 20,
    paused_until: null,
    mutes: '[]',
    in_digest: 1,
    department: '',
    unreachable: null,
    home_opened_at: null,
    profile_saved_at: null,
    seen_at: null,
    said_gone_at: null,
    erased_at: null,
    left_at: null,
    created_at: iso(tx.now),
  };
}

/** Everybody, those who left included, as “member”. */
export const allMembers = ({ db }: Pick<Tx, 'db'>) => db.selectFrom('member');

/** Those who have an account. */
export const activeMembers = (tx: Tx) => allMembers(tx).where('member.is_deactivated', '=', 0);

/** Those of them whom a direct message can reach. */
export const reachableMembers = (tx: Tx) =>
  activeMembers(tx)
    .where('member.is_bot', '=', 0)
    .where('member.erased_at', 'is', null)
    .where('member.unreachable', 'is', null);

/** Everybody active, by name: who may be meant by a handle. */
export function activePeople(tx: Tx): Promise<Pick<MemberTable, 'id' | 'name' | 'handle'>[]> {
  return activeMembers(tx).select(['id', 'name', 'handle']).where('erased_at', 'is', null).execute();
}

/** The next members in order, with their titles. */
export function titlesAfter(tx: Tx, last: string, limit: number): Promise<{ id: string; title: string }[]> {
  return allMembers(tx).select(['id', 'title']).where('id', '>', last).orderBy('id').limit(limit).execute();
}

export async function memberRows(tx: Pick<Tx, 'db'>, ids: string[]): Promise<MemberTable[]> {
  if (ids.length === 0) return [];
  return tx.db.selectFrom('member').selectAll().where('id', 'in', ids).orderBy('id').execute();
}

/** Everybody, those who left included. */
export function allMemberRows(tx: Tx): Promise<MemberTable[]> {
  return tx.db.selectFrom('member').selectAll().orderBy('id').execute();
}

export async function updateMember(tx: Tx, id: string, to: Updateable<MemberTable>): Promise<void> {
  await tx.db.updateTable('member').set(to).where('id', '=', id).execute();
}

/** Ids of people who left before then and are still known by more than their id, `limit` at most. */
export async function leftBefore(tx: Tx, before: string, limit: number): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('member')
    .select('id')
    .where('left_at', '<', before)
    .where('erased_at', 'is', null)
    .orderBy('left_at')
    .limit(limit)
    .execute();
  return rows.map((row) => row.id);
}

/** Ids of the active owners and admins of the Slack workspace, without those who had their data deleted. */
export async function slackOwnerIds(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('member')
    .select('id')
    .where('is_owner', '=', 1)
    .where('is_deactivated', '=', 0)
    .where('is_bot', '=', 0)
    .where('erased_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}

/**
 * Ids of those active who have this handle, this name, or a name that begins with these words, by their names. Capitals do
 * not matter, as long as the first word of the name is written in the usual way: that is what people are looked up by.
 */
export async function calledSo(tx: Tx, words: string): Promise<string[]> {
  const lower = plainMarks(words).toLowerCase();
  const [first = ''] = plainMarks(words).split(' ', 1);
  const small = first.toLowerCase();
  const usual = [first, small, small.replace(/(?<=^|-|')./gu, (letter) => letter.toUpperCase())];
  const written = new Set(usual.flatMap((word) => [word, word.replaceAll("'", '’')]));
  const rows = await tx.db
    .selectFrom('member')
    .select(['id', 'name', 'handle'])
    .where((e) =>
      e.or([
        e('handle', '=', lower),
        e('name', 'in', [...written]),
        // The character after a space, so that the range is all that begins with the word and a space.
        ...[...written].map((word) => e.and([e('name', '>=', `${word} `), e('name', '<', `${word}!`)])),
      ]),
    )
    .where('is_deactivated', '=', 0)
    .where('is_bot', '=', 0)
    .where('erased_at', 'is', null)
    .orderBy('name')
    .orderBy('id')
    .execute();
  const startsSo = (name: string) => `${plainMarks(name)} `.toLowerCase().startsWith(`${lower} `);
  return rows.filter(({ name, handle }) => handle === lower || startsSo(name)).map(({ id }) => id);
}

/** The same for several people, always in one order, so that two transactions never wait for each other. */
export async function lockMembers(tx: Tx, ids: string[]): Promise<void> {
  for (const id of [...new Set(ids)].sort()) await lockMember(tx, id);
}

/** Makes whoever else decides about this person wait until this transaction is over. */
export async function lockMember(tx: Tx, id: string): Promise<void> {
  await tx.db.updateTable('member').set(lockBy('capacity')).where('id', '=', id).execute();
}
