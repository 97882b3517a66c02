import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isSpoilt } from '../../../slack/classify-error.ts';
import { iso } from '../../../time.ts';
import { adminContacts, markUnreachable } from '../../members/service.ts';
import { BUNDLE_WINDOW } from '../rules.ts';
import { bundled, setPrompts } from '../store/index.ts';
import type { PromptTable } from '../tables.ts';
import { bundleJob, spoiltPrompt } from './job-kinds.ts';
import { queuePrompt, withdraw } from './queue.ts';

/** A prompt that fails by itself is dropped after so many tries, so many minutes apart: longer than a bundle looks ahead. */
const [MOST_FAILURES, PAUSE] = [5, 2 * BUNDLE_WINDOW];

/**
 * Slack does not take a message. If that is for what it says, its prompts are said in two halves, until the one that
 * spoils it stands alone: that one is dropped, and the rest arrives.
 */
export async function bundleRefused(tx: Tx, memberId: string, jobId: string, reason: string): Promise<void> {
  await withdraw(tx, jobId);
  await markUnreachable(tx, memberId, reason);
  if (!isSpoilt(reason)) return;
  const due = (await bundled(tx, jobId)).filter((prompt) => prompt.state === 'due');
  if (due.length <= 1) return dropSpoilt(tx, due, reason);
  const middle = Math.ceil(due.length / 2);
  for (const [half, prompts] of [due.slice(0, middle), due.slice(middle)].entries()) {
    const apart = `${jobId}:${half}`;
    await setPrompts(tx, idsOf(prompts), { bundle: null, apart });
    await enqueue(tx, bundleJob, { memberId, apart }, { key: `prompt:apart:${apart}`, lane: memberId });
  }
}

/** These could not be rendered: they stay out of the message, are tried again a little later, and dropped in the end. */
export async function putOff(tx: Tx, memberId: string, failed: Map<PromptTable, string>): Promise<void> {
  for (const [prompt, reason] of failed) {
    const failures = (prompt.failures ?? 0) + 1;
    if (failures >= MOST_FAILURES) {
      await dropSpoilt(tx, [prompt], reason);
      continue;
    }
    const runAt = tx.now.add({ minutes: PAUSE });
    await setPrompts(tx, [prompt.id], { bundle: null, apart: null, failures, due_at: iso(runAt) });
    await enqueue(
      tx,
      bundleJob,
      { memberId },
      { key: `prompt:${prompt.key}:again:${failures}`, runAt, lane: memberId },
    );
  }
}

/** An owner hears of each kind once a UTC date: whoever runs the app can mend it. */
async function dropSpoilt(tx: Tx, prompts: PromptTable[], reason: string): Promise<void> {
  await setPrompts(tx, idsOf(prompts), { state: 'dropped', bundle: null });
  const date = iso(tx.now).slice(0, 'yyyy-mm-dd'.length);
  for (const { kind } of prompts) {
    for (const memberId of await adminContacts(tx)) {
      const key = `${spoiltPrompt.name}:${kind}:${date}:${memberId}`;
      // What tells of it must not tell of itself.
      if (kind !== spoiltPrompt.name)
        await queuePrompt(tx, spoiltPrompt, { kind, reason }, { memberId, key, dueAt: tx.now });
    }
  }
}

const idsOf = (prompts: PromptTable[]) => prompts.map((prompt) => prompt.id);
