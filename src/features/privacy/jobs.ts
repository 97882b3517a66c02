import { inTransaction } from '../../database/transaction.ts';
import type { WorkspaceDeps } from '../../deps.ts';
import type { Registry } from '../../jobs/define.ts';
import { sendFiles } from '../../slack/send-files.ts';
import type { Reading } from './rules.ts';
import {
  cleanUp,
  dataOf,
  editMessagesJob,
  end,
  endErasureJob,
  type From,
  findErasure,
  forgetIfGone,
  forgetWorkspaceJob,
  goOn,
  type Next,
  retentionJob,
  sendDataJob,
} from './service/index.ts';
import { EditingCut, editDirect, editPlace, personOf } from './service/slack-messages.ts';
import { fileWords } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.timer(retentionJob, cleanUp);
  registry.task(sendDataJob, (deps, { memberId }) => upload(deps, memberId));
  registry.task(editMessagesJob, async (deps, { erasureId, ...from }) => {
    const next = await editSome(deps, erasureId, from);
    await inTransaction(deps, (tx) => goOn(tx, erasureId, next));
  });
  registerForgetting(registry);
  registry.timer(endErasureJob, (tx, { erasureId }) => end(tx, erasureId));
}

/** Deletes what is kept of a workspace that the app was taken out of. */
export function registerForgetting(registry: Registry): void {
  registry.timer(forgetWorkspaceJob, (tx, { since }) => forgetIfGone(tx, since));
}

/**
 * Places that one job looks at: what failed half-way is done again from its beginning, but for a rate limit, after which
 * it goes on where it was.
 */
const AT_ONCE = 10;

/** Edits what stands at the next places. @returns where to go on, or undefined at the end. */
export async function editSome(deps: WorkspaceDeps, erasureId: string, { nth, left }: From): Promise<Next | undefined> {
  const erasure = await inTransaction(deps, (tx) => findErasure(tx, erasureId));
  if (!erasure) return undefined;
  const person = await personOf(deps.workspace, erasure.memberId);
  const steps = [
    ...erasure.places.map((place) => (from?: Reading[]) => editPlace(deps, place, person, from)),
    ...[erasure.memberId, ...erasure.people].map((id) => (from?: Reading[]) => editDirect(deps, id, person, from)),
  ];
  for (const [i, step] of steps.slice(nth, nth + AT_ONCE).entries()) {
    try {
      await step(i === 0 ? left : undefined);
    } catch (error) {
      if (!(error instanceof EditingCut)) throw error;
      return { nth: nth + i, left: error.left, seconds: error.seconds };
    }
  }
  return nth + AT_ONCE < steps.length ? { nth: nth + AT_ONCE } : undefined;
}

async function upload(deps: WorkspaceDeps, memberId: string): Promise<void> {
  const content = await inTransaction(deps, (tx) => dataOf(tx, memberId));
  if (content === undefined) throw new Error('There is no data to send');
  const { comment, title } = fileWords();
  await sendFiles(deps, { user: memberId }, { comment, files: [{ content, filename: 'bitewise-data.json', title }] });
}
