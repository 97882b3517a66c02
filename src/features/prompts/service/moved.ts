import { enqueue } from '../../../jobs/store.ts';
import { instant, iso, later } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { localKinds } from '../rules.ts';
import { bundle } from '../service.ts';
import { duePrompts, setPrompts } from '../store.ts';

/** Somebody lives in another time zone now: what is due on a morning of theirs comes on the same morning there. */
export async function moveMornings(work: Work, memberId: string, from: string, to: string): Promise<void> {
  for (const prompt of await duePrompts(work, memberId, localKinds)) {
    const local = instant(prompt.due_at).toZonedDateTimeISO(from).toPlainDateTime();
    const dueAt = local.toZonedDateTime(to).toInstant();
    await setPrompts(work, [prompt.id], { due_at: iso(dueAt) });
    const key = `prompt:${prompt.key}:${iso(dueAt)}`;
    await enqueue(work, bundle, { memberId }, { key, runAt: later(dueAt, work.now), lane: memberId });
  }
}
