import { insertRows } from '../../../database/insert-rows.ts';
import type { Tx } from '../../../database/transaction.ts';
import type { PulseAnswerTable, PulseBoxTable, PulseWordsTable } from '../tables.ts';

/** What waits to be moved; nobody else changes it before this transaction is over if the round is locked. */
export function findBox(tx: Tx, roundId: string): Promise<PulseBoxTable | undefined> {
  return tx.db.selectFrom('pulse_box').selectAll().where('round_id', '=', roundId).executeTakeFirst();
}

export async function writeBox(tx: Tx, roundId: string, box: Pick<PulseBoxTable, 'ballots' | 'words'>): Promise<void> {
  await tx.db
    .insertInto('pulse_box')
    .values({ ...box, round_id: roundId, workspace_id: tx.workspaceId })
    .onConflict((c) => c.columns(['workspace_id', 'round_id']).doUpdateSet(box))
    .execute();
}

export async function deleteBox(tx: Tx, roundId: string): Promise<void> {
  await tx.db.deleteFrom('pulse_box').where('round_id', '=', roundId).execute();
}

/** Answers of a round, in the order of their random ids. */
export function answersOf(tx: Tx, roundId: string): Promise<PulseAnswerTable[]> {
  return tx.db.selectFrom('pulse_answer').selectAll().where('round_id', '=', roundId).orderBy('id').execute();
}

export async function wordsOf(tx: Tx, roundId: string): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('pulse_words')
    .select('words')
    .where('round_id', '=', roundId)
    .orderBy('id')
    .execute();
  return rows.map((row) => row.words);
}

/** Rows of one insert. */
const AT_ONCE = 1000;

export async function insertAnswers(tx: Tx, rows: PulseAnswerTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += AT_ONCE) await insertRows(tx.db, 'pulse_answer', rows.slice(i, i + AT_ONCE));
}

export async function insertWords(tx: Tx, rows: PulseWordsTable[]): Promise<void> {
  for (let i = 0; i < rows.length; i += AT_ONCE) await insertRows(tx.db, 'pulse_words', rows.slice(i, i + AT_ONCE));
}

export async function deleteAnswers(tx: Tx, roundId: string): Promise<void> {
  await tx.db.deleteFrom('pulse_answer').where('round_id', '=', roundId).execute();
  await tx.db.deleteFrom('pulse_words').where('round_id', '=', roundId).execute();
}
