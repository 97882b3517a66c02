import { sql } from 'kysely';
import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { liveJobs } from '../../../jobs/store.ts';
import { iso } from '../../../time.ts';
import type { ContactTable, PromptTable } from '../tables.ts';

/** Adds a prompt unless its key is known. @returns whether it is new. */
export async function insertPrompt(tx: Tx, prompt: Omit<PromptTable, 'workspace_id'>): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('prompt')
    .values({ ...prompt, workspace_id: tx.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

/** Whether a prompt of this kind and group is due, or was sent since then. */
export async function hasPrompt(tx: Tx, kind: string, group: string, since: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('prompt')
    .select('id')
    .where('kind', '=', kind)
    .where('grp', '=', group)
    .where((e) => e.or([e('state', '=', 'due'), e.and([e('state', '=', 'sent'), e('sent_at', '>=', since)])]))
    .executeTakeFirst();
  return row !== undefined;
}

export type Claim = {
  memberId: string;
  upTo: Temporal.Instant;
  jobId: string;
  apart: string | undefined;
  /** The message may be there already: it says nothing that it did not say the first time. */
  isRepeated: boolean;
};

/**
 * Claims for one message what is due for a person up to an instant and is in no other message that is on its way, oldest
 * first. Two messages that claim at once share nothing: the second waits for the first and sees what it took.
 */
export async function claimDue(tx: Tx, { memberId, upTo, jobId, apart, isRepeated }: Claim): Promise<PromptTable[]> {
  await leaveOut(tx, jobId);
  const claimed = await tx.db
    .updateTable('prompt')
    .set({ bundle: jobId })
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('due_at', '<=', iso(upTo))
    .where('apart', apart === undefined ? 'is' : '=', apart ?? null)
    .$if(isRepeated, (q) => q.where('bundle', '=', jobId))
    .where((e) => {
      return e.or([e('bundle', 'is', null), e('bundle', '=', jobId), e.not(e.exists(onItsWay(tx)))]);
    })
    .returningAll()
    .execute();
  return inOrder(claimed);
}

/** What was called off since a message was made last is in it no more. */
async function leaveOut(tx: Tx, bundle: string): Promise<void> {
  await tx.db
    .updateTable('prompt')
    .set({ bundle: null })
    .where('bundle', '=', bundle)
    .where('state', '=', 'dropped')
    .execute();
}

/** The prompts that a message carries, in its order. */
export async function bundled(tx: Tx, bundle: string): Promise<PromptTable[]> {
  return inOrder(await tx.db.selectFrom('prompt').selectAll().where('bundle', '=', bundle).execute());
}

/** Oldest first; of those due at the same instant, one kind after the other, in no drawn order. */
export function inOrder(prompts: PromptTable[]): PromptTable[] {
  const place = ({ due_at, kind, key }: PromptTable) => `${due_at} ${kind} ${key}`;
  return prompts.toSorted((a, b) => (place(a) < place(b) ? -1 : 1));
}

export async function hasDue(tx: Tx, group: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('prompt')
    .select('id')
    .where('grp', '=', group)
    .where('state', '=', 'due')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** The messages, by bundle, that carry prompts of a group, or may: those on their way are edited when they are there. */
export async function bundlesOf(tx: Tx, group: string): Promise<string[]> {
  return bundlesWhere(carried(tx).where('grp', '=', group));
}

/** The same of a member's prompts of a kind. */
export async function bundlesOfKind(tx: Tx, memberId: string, kind: string): Promise<string[]> {
  return bundlesWhere(carried(tx).where('member_id', '=', memberId).where('kind', '=', kind));
}

/** Prompts that some message carries now, there or on its way. */
const carried = (tx: Tx) =>
  tx.db
    .selectFrom('prompt')
    .where('prompt.workspace_id', '=', tx.workspaceId)
    .where('bundle', 'is not', null)
    .where((e) => e.or([e('state', '=', 'sent'), e.and([e('state', '=', 'due'), e.exists(onItsWay(tx))])]));

const onItsWay = (tx: Tx) => liveJobs(tx).select('job.id').where('job.id', '=', sql.ref<string>('prompt.bundle'));

async function bundlesWhere(prompts: ReturnType<typeof carried>): Promise<string[]> {
  const rows = await prompts.select('bundle').distinct().execute();
  return rows.flatMap((row) => row.bundle ?? []);
}

/** The kinds of prompt that messages of a person's local date carried. */
export async function kindsSaidOn(tx: Tx, memberId: string, localDate: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('contact')
    .innerJoin('prompt', 'prompt.bundle', 'contact.id')
    .select('prompt.kind')
    .distinct()
    .where('contact.member_id', '=', memberId)
    .where('contact.local_date', '=', localDate)
    .where('prompt.state', '=', 'sent')
    .execute();
  return rows.map((row) => row.kind);
}

export async function setPrompts(tx: Tx, ids: string[], to: Partial<PromptTable>): Promise<void> {
  if (ids.length === 0) return;
  await tx.db.updateTable('prompt').set(to).where('id', 'in', ids).execute();
}

export async function dropGroup(tx: Tx, group: string): Promise<void> {
  await tx.db
    .updateTable('prompt')
    .set({ state: 'dropped' })
    .where('grp', '=', group)
    .where('state', '=', 'due')
    .execute();
}

export async function hasContact(tx: Tx, id: string, localDate: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('contact')
    .select('id')
    .where('id', '=', id)
    .where('local_date', '=', localDate)
    .executeTakeFirst();
  return row !== undefined;
}

/** Counts a message, once; one that goes out on a later day than planned counts on that day. */
export async function insertContact(tx: Tx, contact: Omit<ContactTable, 'workspace_id' | 'at'>): Promise<void> {
  const row = { ...contact, workspace_id: tx.workspaceId, at: iso(tx.now) };
  await tx.db
    .insertInto('contact')
    .values(row)
    .onConflict((c) => c.column('id').doUpdateSet({ local_date: row.local_date, at: row.at }))
    .execute();
}

export async function deleteContact(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('contact').where('id', '=', id).execute();
}

export async function countContacts(tx: Tx, memberId: string, localDate: string): Promise<number> {
  const { n } = await tx.db
    .selectFrom('contact')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('member_id', '=', memberId)
    .where('local_date', '=', localDate)
    .executeTakeFirstOrThrow();
  return n;
}

/** What a member is still to be told, of some kinds, and no message carries yet. */
export function duePrompts(tx: Tx, memberId: string, kinds: string[]): Promise<PromptTable[]> {
  return tx.db
    .selectFrom('prompt')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('bundle', 'is', null)
    .where('kind', 'in', kinds)
    .execute();
}
