import { isConflict } from '../../database/conflict.ts';
import { inSavepoint } from '../../database/savepoint.ts';
import type { Tx } from '../../database/transaction.ts';
import { messageOf } from '../../errors.ts';
import { type Content, nothing, type Posted, type Registry, type Rendered } from '../../jobs/define.ts';
import { liveKeys } from '../../jobs/store.ts';
import type { Job } from '../../jobs/tables.ts';
import { messageLostJob } from '../../outbox/ends.ts';
import { readSendRecord } from '../../outbox/send-record.ts';
import { NO_END } from '../members/rules/index.ts';
import { getMember } from '../members/service.ts';
import {
  bundleJob,
  bundleRefused,
  bundleSent,
  dropPrompts,
  followLater,
  lostPrompt,
  putOff,
  refreshDueJob,
  refreshJob,
  refreshPrompts,
  reserveContact,
  sentIn,
  spoiltPrompt,
  takeDue,
  tellUnclear,
  unbundle,
} from './service/index.ts';
import { queuePrompt, withdraw } from './service/queue.ts';
import type { PromptTable } from './tables.ts';
import { hasRoom, lostNote, mootNote, spoiltNote, together } from './views.ts';

export function registerJobs(registry: Registry): void {
  registerBundle(registry);
  registerLost(registry);
  registry.timer(refreshDueJob, (tx, { group }) => refreshPrompts(tx, group));
  registry.prompt(spoiltPrompt, async (_work, what) => spoiltNote(what));
}

function registerBundle(registry: Registry): void {
  registry.message(bundleJob, {
    isBulk: true,
    render: (tx, { memberId, apart }, job) => gather(registry, tx, { memberId, apart }, job),
    ends: {
      arrived: async (tx, _payload, posted, job) => void (await sent(registry, tx, job, posted)),
      dead: (tx, { memberId }, reason, job) => bundleRefused(tx, memberId, job.id, reason),
      expired: nothing,
      // It is not said again, since it may be there; who waits for what it said learns where to look.
      async unknown(tx, { memberId }, job) {
        const said = await sent(registry, tx, job);
        const isOnlyThat = said.every(({ kind }) => kind === lostPrompt.name);
        if (!isOnlyThat) await tellUnclear(tx, job.id, memberId);
      },
    },
    waiting: async (_work, { memberId }) => [memberId],
  });

  registry.edit(refreshJob, async (tx, payload) => {
    const prompts = await sentIn(tx, payload.bundle);
    const { channel, ts } = prompts[0] ?? {};
    if (!channel || !ts) return { behind: await liveKeys(tx, { id: payload.bundle }) };
    const parts: Content[] = [];
    // What is moot by now is not left standing with buttons that do nothing.
    for (const prompt of prompts) parts.push((await render(registry, tx, prompt)) ?? mootNote());
    return { edit: { channel, ts, ...together(parts) } };
  });
}

function registerLost(registry: Registry): void {
  registry.timer(messageLostJob, async (tx, { key, memberIds }) => {
    for (const memberId of memberIds) {
      await queuePrompt(
        tx,
        lostPrompt,
        { key, isUnclear: false },
        { memberId, key: `lost:${key}:${memberId}`, dueAt: tx.now },
      );
    }
  });
  registry.prompt(lostPrompt, async (_work, { isUnclear }) => lostNote(isUnclear));
}

const render = async (registry: Registry, tx: Tx, { kind, payload }: PromptTable): Promise<Content | undefined> =>
  registry.prompts.get(kind)?.render(tx, JSON.parse(payload));

function isDaily(registry: Registry, { kind, payload }: PromptTable): boolean {
  try {
    return registry.prompts.get(kind)?.isDaily(JSON.parse(payload)) ?? false;
  } catch {
    // What cannot be read fails once more when it is rendered, where it spoils no other.
    return false;
  }
}

async function sent(registry: Registry, tx: Tx, job: Job, posted?: Posted): Promise<PromptTable[]> {
  const said = await bundleSent(tx, job.id, posted);
  for (const { kind, payload } of said) await registry.prompts.get(kind)?.arrived(tx, JSON.parse(payload));
  return said;
}

/** The message with all that is due for a person now. */
async function gather(
  registry: Registry,
  tx: Tx,
  { memberId, apart }: { memberId: string; apart?: string | undefined },
  job: Job,
): Promise<Rendered> {
  const member = await getMember(tx, memberId);
  if (!member) return { skip: 'no such member' };
  const isRepeated = readSendRecord(job)?.again ?? false;
  const due = await takeDue(tx, member, {
    jobId: job.id,
    apart,
    isRepeated,
    isDaily: (prompt) => isDaily(registry, prompt),
  });
  if (due.length === 0) return { skip: 'nothing to say any more' };
  const open = await reserveContact(tx, member, bundleJob.name, job.id);
  if (!open.ok) {
    if (!isRepeated) await unbundle(tx, due);
    return notNow(open);
  }
  // Only now: what a prompt plans when it is shown counts from the time of its sending.
  const { contents, needless, failed, rest } = await renderEach(tx, due, (of, prompt) => render(registry, of, prompt));
  await dropPrompts(tx, needless);
  await putOff(tx, memberId, failed);
  await followLater(tx, memberId, job.id, rest);
  if (contents.length > 0) return { post: { to: { user: memberId }, ...together(contents, rest.length) } };
  await withdraw(tx, job.id);
  return { skip: 'nothing to say any more' };
}

function notNow(open: { never: true } | { until: Temporal.Instant }): Rendered {
  if ('never' in open) return { skip: 'cannot be reached' };
  return open.until.equals(NO_END) ? { skip: 'on a break without an end' } : { wait: open.until };
}

type Render = (tx: Tx, prompt: PromptTable) => Promise<Content | undefined>;

/** Thrown to undo what a prompt planned for the time of its sending, because there is no room for it. */
class NoRoom extends Error {}

type Parts = {
  contents: Content[];
  /** Those that turned out to be needless. */
  needless: PromptTable[];
  /** Those that could not be rendered, with why. */
  failed: Map<PromptTable, string>;
  /** Those for which there is no room. */
  rest: PromptTable[];
};

/** The prompts' parts of the message. One that fails, or that has no room, leaves no trace and spoils no other. */
async function renderEach(tx: Tx, due: PromptTable[], render: Render): Promise<Parts> {
  const parts: Parts = { contents: [], needless: [], failed: new Map(), rest: [] };
  for (const prompt of due) {
    try {
      const content = await inSavepoint(tx.db, async () => {
        const shown = await render(tx, prompt);
        if (shown && !hasRoom(parts.contents, shown)) throw new NoRoom('there’s no room for it in a message');
        return shown;
      });
      if (content) parts.contents.push(content);
      else parts.needless.push(prompt);
    } catch (error) {
      // That another transaction was in the way says nothing about this prompt: all of it is done once more.
      if (isConflict(error)) throw error;
      // What has no room in a message of its own never will.
      if (error instanceof NoRoom && parts.contents.length > 0) parts.rest.push(prompt);
      else parts.failed.set(prompt, messageOf(error));
    }
  }
  return parts;
}
