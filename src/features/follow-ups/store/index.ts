import { affectedRows } from '../../../database/affected.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Action } from '../rules.ts';
import type { ActionTable } from '../tables.ts';

const toAction = (row: ActionTable): Action => ({
  id: row.id,
  sessionId: row.session_id,
  ownerId: row.owner_id,
  partnerId: row.partner_id,
  when: row.when_text,
  will: row.will_text,
  dueOn: Temporal.PlainDate.from(row.due_on),
  state: row.state,
  snoozes: row.snoozes,
});

export async function insertAction(tx: Tx, action: Action): Promise<void> {
  const row: ActionTable = {
    id: action.id,
    workspace_id: tx.workspaceId,
    session_id: action.sessionId,
    owner_id: action.ownerId,
    partner_id: action.partnerId,
    when_text: action.when,
    will_text: action.will,
    due_on: action.dueOn.toString(),
    state: action.state,
    snoozes: action.snoozes,
    created_at: iso(tx.now),
    closed_at: null,
  };
  await tx.db.insertInto('action').values(row).execute();
}

export async function findAction(tx: Tx, id: string): Promise<Action | undefined> {
  const row = await tx.db.selectFrom('action').selectAll().where('id', '=', id).executeTakeFirst();
  return row && toAction(row);
}

/** Actions that were done, as “action”. */
export const doneActions = (tx: Tx) => tx.db.selectFrom('action').where('action.state', '=', 'done');

/** Whose actions were closed at that time or later. */
export async function ownersWhoClosedSince(tx: Tx, since: Temporal.Instant): Promise<string[]> {
  const rows = await tx.db.selectFrom('action').select('owner_id').where('closed_at', '>=', iso(since)).execute();
  return rows.map((row) => row.owner_id);
}

/** The open actions of one owner, the most urgent first. */
export async function openActions(tx: Tx, ownerId: string): Promise<Action[]> {
  const rows = await tx.db
    .selectFrom('action')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('state', '=', 'open')
    .orderBy('due_on')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toAction);
}

/** Everything that was agreed in one session, in whatever state, the first first. */
export async function actionsIn(tx: Tx, sessionId: string): Promise<Action[]> {
  const rows = await tx.db
    .selectFrom('action')
    .selectAll()
    .where('session_id', '=', sessionId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(toAction);
}

/** Ends an action that is open. @returns false when it was not, or no longer. */
export async function closeAction(tx: Tx, id: string, state: 'done' | 'dropped'): Promise<boolean> {
  const result = await tx.db
    .updateTable('action')
    .set({ state, closed_at: iso(tx.now) })
    .where('id', '=', id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return affectedRows(result) === 1;
}

/** Moves an open action to another date and starts the next round. */
export async function moveAction(tx: Tx, action: Action, dueOn: Temporal.PlainDate): Promise<boolean> {
  const result = await tx.db
    .updateTable('action')
    .set({ due_on: dueOn.toString(), snoozes: action.snoozes + 1 })
    .where('id', '=', action.id)
    .where('snoozes', '=', action.snoozes)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return affectedRows(result) === 1;
}
