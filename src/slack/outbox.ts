import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { backOffSeconds, MOST_FAILURES } from '../jobs/back-off.ts';
import {
  type Destination,
  jobKind,
  type MessageHandler,
  type Posted,
  type Registry,
  type Rendered,
} from '../jobs/define.ts';
import { createPace } from '../jobs/pace.ts';
import { change, enqueue, finish, holdLanes, type Job } from '../jobs/store.ts';
import { instant, isBefore, iso } from '../time.ts';
import { inWork } from '../work.ts';
import { findSent, METADATA_EVENT, type Place } from './lookup.ts';
import { judge, type Verdict } from './verdict.ts';

/** Seconds for which an unanswered message is looked for before it counts as lost: longer than Slack's known delays. */
const QUARANTINE = 120;
/** Seconds between two looks. */
const LOOK_AGAIN = 10;
/** Kept in `job.error` of a message that is being said once more. */
const SENT_AGAIN = 'sent again';

type Post = Extract<Rendered, { post: unknown }>['post'];

const answer = z.object({ channel: z.string(), ts: z.string() });
const place = z
  .object({ channel: z.string(), threadTs: z.string().optional() })
  .transform(({ channel, threadTs }): Place => (threadTs ? { channel, threadTs } : { channel }));

/** After a message was said once more: the first may have turned up late, and one of the two has to go. */
const removeTwin = jobKind(
  'outbox.remove-twin',
  z.object({
    key: z.string(),
    channel: z.string(),
    threadTs: z.string().optional(),
    keep: z.string(),
    since: z.string(),
  }),
);

export function registerOutbox(registry: Registry): void {
  registry.task(removeTwin, async (deps, { key, channel, threadTs, keep, since }) => {
    const found = await findSent(deps.slack, threadTs ? { channel, threadTs } : { channel }, key, instant(since));
    for (const ts of found.filter((ts) => ts !== keep)) await deps.slack.chat.delete({ channel, ts });
  });
}

/** Delivers message jobs: never blindly a second time, and every unclear case is looked up, then recorded. */
export function createOutbox(deps: Deps) {
  const pace = createPace();
  const limited = new Map<string, Temporal.Instant>();

  async function deliver(job: Job, handler: MessageHandler): Promise<void> {
    if (job.phase === 1) return recover(job, handler);
    const now = deps.clock.now();
    if (job.expires_at !== null && isBefore(instant(job.expires_at), now)) return end(job, 'expired');
    const slot = pace.slot(job.id, job.lane ?? job.id, now);
    if (isBefore(now, slot)) return postpone(job, slot);
    const rendered = await inWork(deps, (work) => handler.render(work, JSON.parse(job.payload), job));
    if (rendered === undefined || 'skip' in rendered) return end(job, 'skipped', rendered?.skip);
    if ('wait' in rendered) return postpone(job, rendered.wait);
    await ('post' in rendered ? post(job, handler, rendered.post) : repeat(job, handler, rendered));
  }

  async function post(job: Job, handler: MessageHandler, message: Post): Promise<void> {
    let to: Place;
    try {
      to = await open(message.to);
    } catch (error) {
      return refused(job, handler, repeatable(judge(error)));
    }
    const mark = { phase: 1, ref: JSON.stringify(to), ...(job.sent_at ? {} : { sent_at: iso(deps.clock.now()) }) };
    if (!(await inWork(deps, (work) => change(work, job, mark)))) return;
    try {
      await arrived(job, handler, to, await send(job, to, message));
    } catch (error) {
      const verdict = judge(error);
      if (verdict.kind !== 'ambiguous') return refused(job, handler, verdict);
      deps.log.warn({ job: job.id, kind: job.kind, reason: verdict.reason }, 'no clear answer; looking it up');
      await postpone(job, deps.clock.now().add({ seconds: 2 }));
    }
  }

  async function send(job: Job, to: Place, message: Post): Promise<Posted> {
    const result = await deps.slack.apiCall('chat.postMessage', {
      channel: to.channel,
      ...(to.threadTs ? { thread_ts: to.threadTs } : {}),
      text: message.text,
      ...(message.blocks ? { blocks: message.blocks } : {}),
      unfurl_links: false,
      unfurl_media: false,
      metadata: { event_type: METADATA_EVENT, event_payload: { key: job.id } },
      client_msg_id: job.id,
    });
    return answer.parse(result);
  }

  /** Edits and Home views may be repeated, so an unclear answer is just a failure. */
  async function repeat(job: Job, handler: MessageHandler, rendered: Rendered): Promise<void> {
    try {
      if ('edit' in rendered) {
        const { channel, ts, text, blocks } = rendered.edit;
        await deps.slack.chat.update({ channel, ts, text, ...(blocks ? { blocks } : {}) });
      } else if ('publish' in rendered) {
        await deps.slack.views.publish({ user_id: rendered.publish.user, view: rendered.publish.view });
      }
    } catch (error) {
      return refused(job, handler, repeatable(judge(error)));
    }
    await end(job, 'done');
  }

  /** Opening a conversation is safe to repeat. */
  async function open(to: Destination): Promise<Place> {
    if ('channel' in to) return to;
    const users = 'user' in to ? to.user : to.users.join(',');
    const { channel } = await deps.slack.conversations.open({ users });
    return place.parse({ channel: channel?.id });
  }

  async function arrived(job: Job, handler: MessageHandler, to: Place, posted: Posted): Promise<void> {
    await inWork(deps, async (work) => {
      if (!(await finish(work, job, 'done', { ref: JSON.stringify({ ...to, ...posted }) }))) return;
      await handler.sent(work, JSON.parse(job.payload), posted, job);
      if (job.error !== SENT_AGAIN) return;
      const payload = { key: job.id, ...to, keep: posted.ts, since: job.sent_at ?? job.due_at };
      await enqueue(work, removeTwin, payload, { runAt: work.now.add({ seconds: QUARANTINE }) });
    });
  }

  async function refused(job: Job, handler: MessageHandler, verdict: Verdict): Promise<void> {
    const seconds = verdict.kind === 'not sent' ? verdict.seconds : undefined;
    const failures = job.failures + (seconds === undefined ? 1 : 0);
    await inWork(deps, async (work) => {
      if (verdict.kind === 'never' || failures >= MOST_FAILURES) {
        const ours = await finish(work, job, 'dead', { phase: 0, failures, error: verdict.reason });
        if (ours) await handler.failed(work, JSON.parse(job.payload), verdict.reason, job);
        return;
      }
      const until = work.now.add({ seconds: seconds ?? backOffSeconds(failures) });
      const error = job.error === SENT_AGAIN ? SENT_AGAIN : verdict.reason;
      await change(work, job, { phase: 0, failures, error, run_at: iso(until) });
      if (seconds !== undefined)
        await holdLanes(work, hitsWorkspace(job, work.now, until) ? undefined : laneOf(job), until);
    });
  }

  /** Two lanes limited at the same time mean that the workspace is. */
  function hitsWorkspace(job: Job, now: Temporal.Instant, until: Temporal.Instant): boolean {
    for (const [lane, end] of limited) if (isBefore(end, now)) limited.delete(lane);
    limited.set(laneOf(job), until);
    return limited.size > 1;
  }

  /** It may have been sent before: look for it, and only then decide. */
  async function recover(job: Job, handler: MessageHandler): Promise<void> {
    const to = place.parse(JSON.parse(job.ref ?? '{}'));
    const sentAt = instant(job.sent_at ?? job.due_at);
    const found = await findSent(deps.slack, to, job.id, sentAt);
    if (found[0]) return arrived(job, handler, to, { channel: to.channel, ts: found[0] });
    const now = deps.clock.now();
    const quarantined = sentAt.add({ seconds: job.error === SENT_AGAIN ? 2 * QUARANTINE : QUARANTINE });
    if (isBefore(now, quarantined)) return postpone(job, now.add({ seconds: LOOK_AGAIN }));
    if (handler.ifUnknown === 'send again' && job.error !== SENT_AGAIN) {
      return void (await inWork(deps, (work) =>
        change(work, job, { phase: 0, error: SENT_AGAIN, run_at: iso(work.now) }),
      ));
    }
    deps.log.error({ job: job.id, kind: job.kind }, 'nobody can tell whether this message was sent');
    await end(job, 'unknown', 'not found after the quarantine');
  }

  async function postpone(job: Job, until: Temporal.Instant): Promise<void> {
    await inWork(deps, async (work) => void (await change(work, job, { run_at: iso(until) })));
  }

  async function end(job: Job, outcome: 'done' | 'skipped' | 'expired' | 'unknown', error?: string): Promise<void> {
    await inWork(deps, async (work) => void (await finish(work, job, outcome, error === undefined ? {} : { error })));
  }

  return { deliver };
}

const laneOf = (job: Job) => job.lane ?? job.id;

function repeatable(verdict: Verdict): Verdict {
  return verdict.kind === 'ambiguous' ? { kind: 'not sent', reason: verdict.reason } : verdict;
}
