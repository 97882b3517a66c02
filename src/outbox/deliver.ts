import { z } from 'zod';
import { isFormer } from '../database/personal-data.ts';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import { backOffSeconds, type FailureCause, failuresAfter, isExpired, shouldGiveUp } from '../jobs/back-off.ts';
import type { Destination, MessageHandler, Rendered } from '../jobs/define.ts';
import {
  change,
  delayUntil,
  finish,
  type Held,
  hasSuccessor,
  type JobChange,
  nextOf,
  noteTrouble,
  putBack,
} from '../jobs/store.ts';
import type { Job } from '../jobs/tables.ts';
import { classifyError, classifyRepeatable, type ErrorClass } from '../slack/classify-error.ts';
import { instant, isBefore, iso, later } from '../time.ts';
import { createRecordSent, endBadly } from './ends.ts';
import { METADATA_EVENT, type Place } from './find-sent.ts';
import { createRateLimiter } from './rate-limiter.ts';
import { createRecovery, firstLook } from './recovery.ts';
import { readSendRecord, writeSendRecord } from './send-record.ts';

type Post = Extract<Rendered, { post: unknown }>['post'];
type Repeatable = Extract<Rendered, { edit: unknown } | { publish: unknown }>;

/** What is left of a rendered message once it waits for no other one. */
type Said = Exclude<Rendered, { behind: unknown }>;

/** Seconds that a message waits at least, and after which it looks again for the one that it belongs to. */
const [SHORTEST_WAIT, BEHIND] = [1, 3];

const answer = z.object({ channel: z.string(), ts: z.string() });

/** Delivers message jobs: never blindly a second time, and every unclear case is looked up, then recorded. */
export function createDelivery(deps: WorkspaceDeps) {
  const pace = createRateLimiter();
  const limited = new Map<string, Temporal.Instant>();
  const arrived = createRecordSent(deps);
  const { recover, look, giveUp } = createRecovery(deps, arrived);

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
      return back(job, until, { due_at: iso(until) });
    }
    if ('post' in rendered && isToFormer(rendered.post.to)) return end(job, 'skipped', 'a former member');
    await ('post' in rendered ? post(job, handler, rendered.post) : repeat(job, handler, rendered));
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

  async function post(job: Job, handler: MessageHandler, message: Post): Promise<void> {
    const now = deps.clock.now();
    const slot = pace.slot(job.id, laneOf(job), handler.isBulk ? 'bulk' : 'live', now);
    if (isBefore(now, slot)) return waitFor(slot, job);
    const to = await open(message.to).catch((error) => refused(job, handler, classifyRepeatable(error)));
    if (!to) return;
    const again = readSendRecord(job)?.again ?? false;
    if (again && (await hasTurnedUp(job, handler))) return;
    const mark = { to, looks: 0, again };
    const sentAt = again ? {} : { sent_at: iso(now) };
    if (!(await inTransaction(deps, (tx) => change(tx, job, { phase: 1, ref: writeSendRecord(mark), ...sentAt }))))
      return;
    const outcome = await send(job, to, message).catch(classifyError);
    if ('ts' in outcome) {
      await arrived(job, handler, mark, outcome.channel, [outcome.ts]).catch((error) => leave(job, error));
    } else if (outcome.kind === 'ambiguous') await leave(job, outcome.reason);
    else await refused(job, handler, outcome);
  }

  /** Said without a clear answer, or with one that could not be written down: it is looked up from here on. */
  async function leave(job: Job, why: unknown): Promise<void> {
    deps.log.warn({ job: job.id, kind: job.kind, err: why }, 'a message is to be looked up');
    await back(job, firstLook(deps.clock.now()));
  }

  /** The last look before something is said once more. @returns whether there is nothing left to do. */
  async function hasTurnedUp(job: Job, handler: MessageHandler): Promise<boolean> {
    const mark = readSendRecord(job)!;
    const found = await look(job, handler, mark);
    if (found?.ts[0]) await arrived(job, handler, mark, found.channel, found.ts);
    return found === undefined || found.ts.length > 0;
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

  /** Edits and Home views may be repeated, so an unclear answer is just a failure. */
  async function repeat(job: Job, handler: MessageHandler, rendered: Repeatable): Promise<void> {
    if (await inTransaction(deps, (tx) => hasSuccessor(tx, job))) return end(job, 'skipped', 'a newer one follows');
    try {
      if ('edit' in rendered) {
        const { channel, ts, text, blocks } = rendered.edit;
        await deps.workspace.slack.chat.update({ channel, ts, text, ...(blocks ? { blocks } : {}) });
      } else await deps.workspace.slack.views.publish({ user_id: rendered.publish.user, view: rendered.publish.view });
    } catch (error) {
      const verdict = classifyRepeatable(error);
      if (verdict.reason === 'message_not_found') return end(job, 'skipped', 'the message is gone');
      return refused(job, handler, verdict, { kind: job.kind });
    }
    await end(job, 'done');
  }

  /** A person's id opens the DM by itself; a group DM has to be opened, which is safe to repeat. */
  async function open(to: Destination): Promise<Place> {
    if ('channel' in to) return to;
    if ('user' in to) return { channel: to.user };
    const { channel } = await deps.workspace.slack.conversations.open({ users: to.users.join(',') });
    return { channel: z.string().parse(channel?.id) };
  }

  async function refused(job: Job, handler: MessageHandler, verdict: ErrorClass, held?: Held): Promise<void> {
    const setback: FailureCause = verdict.kind === 'not sent' ? verdict : {};
    const failures = failuresAfter(job, setback);
    await inTransaction(deps, async (tx) => {
      if (verdict.kind === 'never' || shouldGiveUp(job, failures, setback, tx.now)) {
        return endBadly(tx, job, handler, { outcome: 'dead', why: verdict.reason }, { phase: 0, failures });
      }
      const until = tx.now.add({ seconds: setback.seconds ?? backOffSeconds(failures, setback.isOutage) });
      const tried_at = job.tried_at ?? iso(tx.now);
      await putBack(tx, job, until, { phase: 0, failures, tried_at, error: verdict.reason });
      if (setback.isEverything) await refusedEverything(tx, verdict.reason, until);
      if (setback.seconds !== undefined) await delayUntil(tx, held ?? whatIsLimited(job, tx.now, until), until);
    });
  }

  /** Nothing gets through: all of it waits in its order, and somebody is told. */
  async function refusedEverything(tx: Tx, refused: string, until: Temporal.Instant): Promise<void> {
    deps.log.error({ refused }, 'Slack refuses everything that this app says; it waits until that is put right');
    await delayUntil(tx, 'all lanes', until);
    await noteTrouble(tx, { refused });
  }

  /** A limit on one lane holds that lane; two lanes limited at the same time mean that the workspace is. */
  function whatIsLimited(job: Job, now: Temporal.Instant, until: Temporal.Instant): Held {
    for (const [lane, end] of limited) if (isBefore(end, now)) limited.delete(lane);
    limited.set(laneOf(job), until);
    return limited.size > 1 ? 'all lanes' : { lane: laneOf(job) };
  }

  async function back(job: Job, until: Temporal.Instant, more: JobChange = {}): Promise<void> {
    await inTransaction(deps, (tx) => putBack(tx, job, until, more));
  }

  /** Those behind it in its lane come no sooner: held as well, they are not looked at for nothing meanwhile. */
  async function waitFor(slot: Temporal.Instant, job: Job): Promise<void> {
    await inTransaction(deps, async (tx) => {
      if (await putBack(tx, job, slot)) await delayUntil(tx, { lane: laneOf(job) }, slot);
    });
  }

  async function end(job: Job, outcome: 'done' | 'skipped', error?: string): Promise<void> {
    await inTransaction(deps, (tx) => finish(tx, job, outcome, error === undefined ? {} : { error }));
  }

  return deliver;
}

const isToFormer = (to: Destination) =>
  'user' in to ? isFormer(to.user) : 'users' in to && to.users.some((id) => isFormer(id));

const laneOf = (job: Job) => job.lane ?? job.id;
