import { enqueue } from '../../../jobs/store.ts';
import { isSpoilt } from '../../../slack/classify-error.ts';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { markUnreachable, trustees } from '../../members/service.ts';
import { BUNDLE_WINDOW } from '../rules.ts';
import { bundled, setPrompts } from '../store.ts';
import type { PromptTable } from '../tables.ts';
import { bundle, spoilt } from './kinds.ts';
import { queuePrompt, withdraw } from './queue.ts';

/** A prompt that fails by itself is dropped after so many tries, so many minutes apart: longer than a bundle looks ahead. */
const [MOST_FAILURES, PAUSE] = [5, 2 * BUNDLE_WINDOW];

/**
 * Slack does not take a message. If that is for what it says, its prompts are said in two halves, until the one that
 * spoils it stands alone: that one is dropped, and the rest arrives.
 */
export async function bundleRefused(work: Work, memberId: string, jobId: string, reason: string): Promise<void> {
  await withdraw(work, jobId);
  await markUnreachable(work, memberId, reason);
  if (!isSpoilt(reason)) return;
  const due = (await bundled(work, jobId)).filter((prompt) => prompt.state === 'due');
  if (due.length <= 1) return dropSpoilt(work, due, reason);
  const middle = Math.ceil(due.length / 2);
  for (const [half, prompts] of [due.slice(0, middle), due.slice(middle)].entries()) {
    const apart = `${jobId}:${half}`;
    await setPrompts(work, idsOf(prompts), { bundle: null, apart });
    await enqueue(work, bundle, { memberId, apart }, { key: `prompt:apart:${apart}`, lane: memberId });
  }
}

/** These could not be rendered: they stay out of the message, are tried again a little later, and dropped in the end. */
export async function putOff(work: Work, memberId: string, failed: Map<PromptTable, string>): Promise<void> {
  for (const [prompt, reason] of failed) {
    const failures = (prompt.failures ?? 0) + 1;
    if (failures >= MOST_FAILURES) {
      await dropSpoilt(work, [prompt], reason);
      continue;
    }
    const runAt = work.now.add({ minutes: PAUSE });
    await setPrompts(work, [prompt.id], { bundle: null, apart: null, failures, due_at: iso(runAt) });
    await enqueue(work, bundle, { memberId }, { key: `prompt:${prompt.key}:again:${failures}`, runAt, lane: memberId });
  }
}

/** An owner hears of each kind once a UTC date: whoever runs the app can mend it. */
async function dropSpoilt(work: Work, prompts: PromptTable[], reason: string): Promise<void> {
  await setPrompts(work, idsOf(prompts), { state: 'dropped' });
  const date = iso(work.now).slice(0, 'yyyy-mm-dd'.length);
  for (const { kind } of prompts) {
    for (const memberId of await trustees(work)) {
      const key = `${spoilt.name}:${kind}:${date}:${memberId}`;
      // What tells of it must not tell of itself.
      if (kind !== spoilt.name) await queuePrompt(work, spoilt, { kind, reason }, { memberId, key, dueAt: work.now });
    }
  }
}

const idsOf = (prompts: PromptTable[]) => prompts.map((prompt) => prompt.id);
