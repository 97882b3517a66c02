import { isFormer } from '../database/personal-data.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { isExpired } from '../jobs/back-off.ts';
import type { Destination, MessageHandler, Rendered } from '../jobs/define.ts';
import { finish, hasSuccessor, nextOf, putBack } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { classifyRepeatable } from '../slack/classify-error.ts';
import { instant, iso, later } from '../time.ts';
import { endBadly } from './ends.ts';
import { createPosting } from './post.ts';
import { createRecordRefused } from './refused.ts';
import { readSendRecord } from './send-record.ts';

type Repeatable = Extract<Rendered, { edit: unknown } | { publish: unknown }>;

/** What is left of a rendered message once it waits for no other one. */
type Said = Exclude<Rendered, { behind: unknown }>;

/** Seconds that a message waits at least, and after which it looks again for the one that it belongs to. */
const [SHORTEST_WAIT, BEHIND] = [1, 3];

/** Delivers message jobs: never blindly a second time, and every unclear case is looked up, then recorded. */
export function createDelivery(deps: WorkspaceDeps) {
  const refused = createRecordRefused(deps);
  const { post, recover, giveUp } = createPosting(deps, refused);

  async function deliver(job: Job, handler: MessageHandler): Promise<void> {
    if (job.phase === 1) return recover(job, handler);
    if (isExpired(job, deps.clock.now())) {
      if (readSendRecord(job)?.again) return giveUp(job, handler, 'expired before it was said again');
      return void (await inTransaction(deps, (tx) => endBadly(tx, job, handler, { outcome: 'expired' })));
    }
    const rendered = await inTransaction(deps, (tx) => render(tx, job, handler));
    if (rendered === undefined || 'skip' in rendered) return end(job, 'skipped', rendered?.skip);
    if ('wait' in rendered) {
      const until = later(rendered.wait, deps.clock.now().add({ seconds: SHORTEST_WAIT }));
      return void (await inTransaction(deps, (tx) => putBack(tx, job, until, { due_at: iso(until) })));
    }
    if ('post' in rendered && isToFormer(rendered.post.to)) return end(job, 'skipped', 'a former member');
    await ('post' in rendered ? post(job, handler, rendered.post) : repeat(job, handler, rendered));
  }

  /** Edits and Home views may be repeated, so an unclear answer is just a failure. */
  async function repeat(job: Job, handler: MessageHandler, rendered: Repeatable): Promise<void> {
    if (await inTransaction(deps, (tx) => hasSuccessor(tx, job))) return end(job, 'skipped', 'a newer one follows');
    const { slack } = deps.workspace;
    try {
      if ('edit' in rendered) {
        const { channel, ts, text, blocks } = rendered.edit;
        await slack.chat.update({ channel, ts, text, ...(blocks ? { blocks } : {}) });
      } else await slack.views.publish({ user_id: rendered.publish.user, view: rendered.publish.view });
    } catch (error) {
      const verdict = classifyRepeatable(error);
      if (verdict.reason === 'message_not_found') return end(job, 'skipped', 'the message is gone');
      return refused(job, handler, verdict, { kind: job.kind });
    }
    await end(job, 'done');
  }

  async function end(job: Job, outcome: 'done' | 'skipped', error?: string): Promise<void> {
    await inTransaction(deps, (tx) => finish(tx, job, outcome, error === undefined ? {} : { error }));
  }

  return deliver;
}

/** What to say now. What belongs to another message waits for that one while it has yet to arrive. */
async function render(tx: Tx, job: Job, handler: MessageHandler): Promise<Said> {
  const now = await handler.render(tx, JSON.parse(job.payload), job);
  if (!('behind' in now)) return now;
  const next = await nextOf(tx, now.behind);
  if (next !== undefined) return { wait: later(instant(next), tx.now.add({ seconds: BEHIND })) };
  // It may have arrived between the two looks.
  const again = await handler.render(tx, JSON.parse(job.payload), job);
  return 'behind' in again ? { skip: 'what it belongs to never arrived' } : again;
}

const isToFormer = (to: Destination) =>
  'user' in to ? isFormer(to.user) : 'users' in to && to.users.some((id) => isFormer(id));
