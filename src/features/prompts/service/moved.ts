import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { instant, iso, later } from '../../../time.ts';
import { localKinds } from '../rules.ts';
import { duePrompts, setPrompts } from '../store/index.ts';
import { bundleJob } from './index.ts';

/** Somebody lives in another time zone now: what is due on a morning of theirs comes on the same morning there. */
export async function moveMornings(tx: Tx, memberId: string, from: string, to: string): Promise<void> {
  for (const prompt of await duePrompts(tx, memberId, localKinds)) {
    const local = instant(prompt.due_at).toZonedDateTimeISO(from).toPlainDateTime();
    const dueAt = local.toZonedDateTime(to).toInstant();
    await setPrompts(tx, [prompt.id], { due_at: iso(dueAt) });
    const key = `prompt:${prompt.key}:${iso(dueAt)}`;
    await enqueue(tx, bundleJob, { memberId }, { key, runAt: later(dueAt, tx.now), lane: memberId });
  }
}
