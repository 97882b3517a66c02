import type { Selectable, Updateable } from 'kysely';
import { affectedRows } from '../../database/affected.ts';
import { lockBy } from '../../database/lock.ts';
import type { Tx } from '../../database/transaction.ts';
import { iso } from '../../time.ts';
import type { WebhookDeliveryTable, WebhookTable } from './tables.ts';

export { peopleForFigures } from '../members/store/figures.ts';

export type Webhook = Selectable<WebhookTable>;
export type Delivery = Selectable<WebhookDeliveryTable>;

export const findWebhook = (tx: Tx): Promise<Webhook | undefined> =>
  tx.db.selectFrom('webhook').selectAll().executeTakeFirst();

/** The webhook, which nobody else changes before this transaction is over. */
export async function lockWebhook(tx: Tx): Promise<Webhook | undefined> {
  await tx.db.updateTable('webhook').set(lockBy('state')).execute();
  return findWebhook(tx);
}

/** Puts this in the place of whatever webhook there was. */
export async function saveWebhook(tx: Tx, given: Pick<WebhookTable, 'url' | 'secret'>): Promise<void> {
  const row = { ...given, state: 'on' as const, failing_since: null, failing_with: null, created_at: iso(tx.now) };
  await tx.db
    .insertInto('webhook')
    .values({ ...row, workspace_id: tx.workspaceId })
    .onConflict((c) => c.column('workspace_id').doUpdateSet(row))
    .execute();
}

export async function changeWebhook(tx: Tx, to: Updateable<WebhookTable>): Promise<void> {
  await tx.db.updateTable('webhook').set(to).execute();
}

/** Nothing is told any more, and nothing that was told is kept. */
export async function deleteWebhook(tx: Tx): Promise<void> {
  await tx.db.deleteFrom('webhook_delivery').execute();
  await tx.db.deleteFrom('webhook').execute();
}

export async function insertDelivery(tx: Tx, row: Pick<Delivery, 'id' | 'type' | 'body'>): Promise<void> {
  const fresh = { state: 'waiting' as const, tries: 0, answer: null, created_at: iso(tx.now) };
  await tx.db
    .insertInto('webhook_delivery')
    .values({ ...row, ...fresh, workspace_id: tx.workspaceId })
    .execute();
}

export const findDelivery = (tx: Tx, id: string): Promise<Delivery | undefined> =>
  tx.db.selectFrom('webhook_delivery').selectAll().where('id', '=', id).executeTakeFirst();

export async function changeDelivery(tx: Tx, id: string, to: Updateable<WebhookDeliveryTable>): Promise<void> {
  await tx.db.updateTable('webhook_delivery').set(to).where('id', '=', id).execute();
}

/** Makes one that came to an end wait again. @returns false when it is under way, or gone. */
export async function renewDelivery(tx: Tx, id: string): Promise<boolean> {
  const renewed = await tx.db
    .updateTable('webhook_delivery')
    .set({ state: 'waiting', tries: 0 })
    .where('id', '=', id)
    .where('state', '<>', 'waiting')
    .executeTakeFirst();
  return affectedRows(renewed) === 1;
}

/** The last ones, the newest first. */
export const lastDeliveries = (tx: Tx, most: number): Promise<Delivery[]> =>
  tx.db.selectFrom('webhook_delivery').selectAll().orderBy('created_at', 'desc').orderBy('id').limit(most).execute();

/** Ids of events that did not arrive, the oldest first; tests are none. */
export async function failedDeliveries(tx: Tx, test: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('webhook_delivery')
    .select('id')
    .where('state', '=', 'failed')
    .where('type', '<>', test)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
