import { z } from 'zod';
import { inTransaction } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import type { Destination, MessageHandler, Rendered } from '../jobs/define.ts';
import { change, delayUntil, putBack } from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { classifyError, classifyRepeatable } from '../slack/classify-error.ts';
import { isBefore, iso } from '../time.ts';
import { createRecordSent } from './ends.ts';
import { METADATA_EVENT, type Place } from './find-sent.ts';
import { createRateLimiter, laneOf } from './rate-limiter.ts';
import { createRecovery, firstLook } from './recovery.ts';
import type { RecordRefused } from './refused.ts';
import { readSendRecord, writeSendRecord } from './send-record.ts';

type Post = Extract<Rendered, { post: unknown }>['post'];

const answer = z.object({ channel: z.string(), ts: z.string() });

/** Says something new: written down before the call, and looked up when the answer is unclear, never said blindly again. */
export function createPosting(deps: WorkspaceDeps, refused: RecordRefused) {
  const limiter = createRateLimiter();
  const recordSent = createRecordSent(deps);
  const { recover, look, giveUp } = createRecovery(deps, recordSent);

  async function post(job: Job, handler: MessageHandler, message: Post): Promise<void> {
    const now = deps.clock.now();
    const slot = limiter.slot(job.id, laneOf(job), handler.isBulk ? 'bulk' : 'live', now);
    if (isBefore(now, slot)) return waitFor(slot, job);
    const to = await open(message.to).catch((error) => refused(job, handler, classifyRepeatable(error)));
    if (!to) return;
    const again = readSendRecord(job)?.again ?? false;
    if (again && (await hasTurnedUp(job, handler))) return;
    const record = { to, looks: 0, again };
    const sentAt = again ? {} : { sent_at: iso(now) };
    const aboutToSend = { phase: 1, ref: writeSendRecord(record), ...sentAt };
    if (!(await inTransaction(deps, (tx) => change(tx, job, aboutToSend)))) return;
    const outcome = await send(job, to, message).catch(classifyError);
    if ('ts' in outcome) {
      await recordSent(job, handler, record, outcome.channel, [outcome.ts]).catch((error) => leave(job, error));
    } else if (outcome.kind === 'ambiguous') await leave(job, outcome.reason);
    else await refused(job, handler, outcome);
  }

  /** Said without a clear answer, or with one that could not be written down: it is looked up from here on. */
  async function leave(job: Job, why: unknown): Promise<void> {
    deps.log.warn({ job: job.id, kind: job.kind, err: why }, 'a message is to be looked up');
    await inTransaction(deps, (tx) => putBack(tx, job, firstLook(deps.clock.now())));
  }

  /** The last look before something is said once more. @returns whether there is nothing left to do. */
  async function hasTurnedUp(job: Job, handler: MessageHandler): Promise<boolean> {
    const record = readSendRecord(job)!;
    const found = await look(job, handler, record);
    if (found?.ts[0]) await recordSent(job, handler, record, found.channel, found.ts);
    return found === undefined || found.ts.length > 0;
  }

  /** A person's id opens the DM by itself; a group DM has to be opened, which is safe to repeat. */
  async function open(to: Destination): Promise<Place> {
    if ('channel' in to) return to;
    if ('user' in to) return { channel: to.user };
    const { channel } = await deps.workspace.slack.conversations.open({ users: to.users.join(',') });
    return { channel: z.string().parse(channel?.id) };
  }

  async function send(job: Job, to: Place, { text, blocks }: Post) {
    const result = await deps.workspace.slack.apiCall('chat.postMessage', {
      channel: to.channel,
      ...(to.threadTs ? { thread_ts: to.threadTs } : {}),
      text,
      ...(blocks ? { blocks } : {}),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: METADATA_EVENT, event_payload: { key: job.id } },
      client_msg_id: job.id,
    });
    return answer.parse(result);
  }

  /** Those behind it in its lane come no sooner: held as well, they are not looked at for nothing meanwhile. */
  async function waitFor(slot: Temporal.Instant, job: Job): Promise<void> {
    await inTransaction(deps, async (tx) => {
      if (await putBack(tx, job, slot)) await delayUntil(tx, { lane: laneOf(job) }, slot);
    });
  }

  return { post, recover, giveUp };
}
