import { affectedRows } from '../../../database/affected.ts';
import { lockBy } from '../../../database/lock.ts';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { Merge } from '../../skills/service/index.ts';
import type { KnowledgeCard } from '../rules/index.ts';
import type { KnowledgeCardTable } from '../tables.ts';

const toCard = (row: KnowledgeCardTable): KnowledgeCard => ({
  id: row.id,
  sessionId: row.session_id,
  skillId: row.skill_id,
  proposerId: row.proposer_id,
  partnerId: row.partner_id,
  editorId: row.editor_id,
  question: row.question,
  answer: row.answer,
  version: row.version,
  proposerApproved: row.proposer_approved,
  partnerApproved: row.partner_approved,
  state: row.state,
  reason: row.reason,
});

const select = (tx: Tx) => tx.db.selectFrom('knowledge_card').selectAll();

/** Adds a card. @returns false when there is or was one of its session. */
export async function insertCard(tx: Tx, card: KnowledgeCard): Promise<boolean> {
  const inserted = await tx.db
    .insertInto('knowledge_card')
    .values({
      id: card.id,
      workspace_id: tx.workspaceId,
      session_id: card.sessionId,
      skill_id: card.skillId,
      proposer_id: card.proposerId,
      partner_id: card.partnerId,
      ...changeable(card),
      published_at: null,
      changed_at: iso(tx.now),
    })
    .onConflict((c) => c.columns(['workspace_id', 'session_id']).doNothing())
    .executeTakeFirst();
  return affectedRows(inserted) > 0;
}

const changeable = (card: KnowledgeCard) => ({
  editor_id: card.editorId,
  question: card.question,
  answer: card.answer,
  version: card.version,
  proposer_approved: card.proposerApproved,
  partner_approved: card.partnerApproved,
  state: card.state,
  reason: card.reason,
});

/** Writes a card as it is now; `isPublished` when it is shown from this moment on. */
export async function saveCard(tx: Tx, card: KnowledgeCard, isPublished = false): Promise<void> {
  const published = isPublished ? { published_at: iso(tx.now) } : {};
  await tx.db
    .updateTable('knowledge_card')
    .set({ ...changeable(card), ...published, changed_at: iso(tx.now) })
    .where('id', '=', card.id)
    .execute();
}

export async function findCard(tx: Tx, id: string): Promise<KnowledgeCard | undefined> {
  const row = await select(tx).where('id', '=', id).executeTakeFirst();
  return row && toCard(row);
}

/** A card that nobody else changes before this transaction ends: an update that changes nothing takes the lock. */
export async function lockCard(tx: Tx, id: string): Promise<KnowledgeCard | undefined> {
  const rows = await tx.db
    .updateTable('knowledge_card')
    .set(lockBy('version'))
    .where('id', '=', id)
    .returningAll()
    .execute();
  return rows[0] && toCard(rows[0]);
}

export async function findCardOf(tx: Tx, sessionId: string): Promise<KnowledgeCard | undefined> {
  const row = await select(tx).where('session_id', '=', sessionId).executeTakeFirst();
  return row && toCard(row);
}

/** A member's cards that were not ended, the newest first. */
export async function openCardsOf(tx: Tx, memberId: string): Promise<KnowledgeCard[]> {
  const rows = await select(tx)
    .where((e) => e.or([e('proposer_id', '=', memberId), e('partner_id', '=', memberId)]))
    .where('state', '=', 'open')
    .orderBy('changed_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(toCard);
}

/** Those of these sessions that have or had a card. */
export async function sessionsWithCard(tx: Tx, sessionIds: string[]): Promise<Set<string>> {
  if (sessionIds.length === 0) return new Set();
  const rows = await select(tx).where('session_id', 'in', sessionIds).execute();
  return new Set(rows.map((row) => row.session_id));
}

export type ShownCard = { card: KnowledgeCard; helped: number };

/** The cards of a skill whose exact words both approved: first those that helped most people, then the newest. */
export async function shownCards(tx: Tx, skillId: string): Promise<ShownCard[]> {
  const rows = await select(tx)
    .where('skill_id', '=', skillId)
    .where('state', '=', 'open')
    .whereRef('proposer_approved', '=', 'version')
    .whereRef('partner_approved', '=', 'version')
    .select((e) =>
      e
        .selectFrom('knowledge_help as h')
        .select((h) => h.fn.countAll<number>().as('n'))
        .whereRef('h.workspace_id', '=', 'knowledge_card.workspace_id')
        .whereRef('h.card_id', '=', 'knowledge_card.id')
        .as('helped'),
    )
    .orderBy('helped', 'desc')
    .orderBy('published_at', 'desc')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ card: toCard(row), helped: Number(row.helped) }));
}

/** Cards about the first of two skills are about the second. */
export async function moveCards(tx: Tx, { fromId, intoId }: Merge): Promise<void> {
  await tx.db.updateTable('knowledge_card').set({ skill_id: intoId }).where('skill_id', '=', fromId).execute();
}
