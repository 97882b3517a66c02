import { randomUUID } from 'node:crypto';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';

/** One unprompted thing to say to one person; due ones of the same morning share a message. */
export type PromptTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  kind: string;
  key: string;
  grp: string | null;
  payload: string;
  due_at: string;
  expires_at: string | null;
  state: 'due' | 'sent' | 'dropped';
  /** Id of the job whose message carries it. */
  bundle: string | null;
  channel: string | null;
  ts: string | null;
  sent_at: string | null;
};

/** One unprompted message that reached a person, counted against the daily budget. */
export type ContactTable = {
  id: string;
  workspace_id: string;
  member_id: string;
  local_date: string;
  kind: string;
  at: string;
};

/** Adds a prompt unless its key is known. @returns whether it is new. */
export async function insertPrompt(work: Work, prompt: Omit<PromptTable, 'workspace_id'>): Promise<boolean> {
  const inserted = await work.db
    .insertInto('prompt')
    .values({ ...prompt, workspace_id: work.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
    .executeTakeFirst();
  return Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0;
}

/** What is due for a person up to an instant, oldest first. */
export function duePrompts(work: Work, memberId: string, upTo: Temporal.Instant): Promise<PromptTable[]> {
  return work.db
    .selectFrom('prompt')
    .selectAll()
    .where('workspace_id', '=', work.workspaceId)
    .where('member_id', '=', memberId)
    .where('state', '=', 'due')
    .where('due_at', '<=', iso(upTo))
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

/** The prompts that a message carries, in its order. */
export function bundled(work: Work, bundle: string): Promise<PromptTable[]> {
  return work.db
    .selectFrom('prompt')
    .selectAll()
    .where('workspace_id', '=', work.workspaceId)
    .where('bundle', '=', bundle)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

/** The messages, by bundle, that carry prompts of a group. */
export async function bundlesOf(work: Work, group: string): Promise<string[]> {
  const rows = await work.db
    .selectFrom('prompt')
    .select('bundle')
    .distinct()
    .where('workspace_id', '=', work.workspaceId)
    .where('grp', '=', group)
    .where('state', '=', 'sent')
    .where('bundle', 'is not', null)
    .execute();
  return rows.flatMap((row) => row.bundle ?? []);
}

export async function setPrompts(work: Work, ids: string[], to: Partial<PromptTable>): Promise<void> {
  if (ids.length === 0) return;
  await work.db
    .updateTable('prompt')
    .set(to)
    .where('workspace_id', '=', work.workspaceId)
    .where('id', 'in', ids)
    .execute();
}

export async function dropGroup(work: Work, group: string): Promise<void> {
  await work.db
    .updateTable('prompt')
    .set({ state: 'dropped' })
    .where('workspace_id', '=', work.workspaceId)
    .where('grp', '=', group)
    .where('state', '=', 'due')
    .execute();
}

export async function insertContact(
  work: Work,
  contact: Omit<ContactTable, 'workspace_id' | 'id' | 'at'>,
): Promise<void> {
  const row = { ...contact, id: randomUUID(), workspace_id: work.workspaceId, at: iso(work.now) };
  await work.db.insertInto('contact').values(row).execute();
}

export async function countContacts(work: Work, memberId: string, localDate: string): Promise<number> {
  const { n } = await work.db
    .selectFrom('contact')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('workspace_id', '=', work.workspaceId)
    .where('member_id', '=', memberId)
    .where('local_date', '=', localDate)
    .executeTakeFirstOrThrow();
  return n;
}
