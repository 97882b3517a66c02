import { inSavepoint } from '../../database/savepoint.ts';
import { messageOf } from '../../errors.ts';
import { type Content, nothing, type Posted, type Registry } from '../../jobs/define.ts';
import type { Job } from '../../jobs/tables.ts';
import { messageLost } from '../../outbox/ends.ts';
import { readMark } from '../../outbox/send-record.ts';
import type { Work } from '../../work.ts';
import { NO_END } from '../members/rules.ts';
import { getMember } from '../members/service.ts';
import { queuePrompt, withdraw } from './service/queue.ts';
import {
  admit,
  bundle,
  bundleRefused,
  bundleSent,
  dropPrompts,
  followLater,
  letGo,
  lost,
  putOff,
  refresh,
  refreshDue,
  refreshPrompts,
  sentIn,
  spoilt,
  takeDue,
  tellUnclear,
} from './service.ts';
import type { PromptTable } from './tables.ts';
import { hasRoom, lostNote, mootNote, spoiltNote, together } from './views.ts';

export function registerJobs(registry: Registry): void {
  const render = async (work: Work, prompt: PromptTable): Promise<Content | undefined> =>
    registry.prompts.get(prompt.kind)?.render(work, JSON.parse(prompt.payload));
  const isDaily = ({ kind, payload }: PromptTable) => {
    try {
      return registry.prompts.get(kind)?.isDaily(JSON.parse(payload)) ?? false;
    } catch {
      // What cannot be read fails once more when it is rendered, where it spoils no other.
      return false;
    }
  };

  const sent = async (work: Work, job: Job, posted?: Posted): Promise<PromptTable[]> => {
    const said = await bundleSent(work, job.id, posted);
    for (const { kind, payload } of said) await registry.prompts.get(kind)?.arrived(work, JSON.parse(payload));
    return said;
  };

  registry.message(bundle, {
    isBulk: true,
    async render(work, { memberId, apart }, job) {
      const member = await getMember(work, memberId);
      if (!member) return { skip: 'no such member' };
      const isRepeated = readMark(job)?.again ?? false;
      const due = await takeDue(work, member, { jobId: job.id, apart, isRepeated, isDaily });
      if (due.length === 0) return { skip: 'nothing to say any more' };
      const open = await admit(work, member, bundle.name, job.id);
      if (!open.ok) {
        if (!isRepeated) await letGo(work, due);
        if ('never' in open) return { skip: 'cannot be reached' };
        return open.until.equals(NO_END) ? { skip: 'on a break without an end' } : { wait: open.until };
      }
      // Only now: what a prompt plans when it is shown counts from the time of its sending.
      const { contents, needless, failed, rest } = await renderEach(work, due, render);
      await dropPrompts(work, needless);
      await putOff(work, memberId, failed);
      await followLater(work, memberId, job.id, rest);
      if (contents.length > 0) return { post: { to: { user: memberId }, ...together(contents, rest.length) } };
      await withdraw(work, job.id);
      return { skip: 'nothing to say any more' };
    },
    ends: {
      arrived: async (work, _payload, posted, job) => void (await sent(work, job, posted)),
      dead: (work, { memberId }, reason, job) => bundleRefused(work, memberId, job.id, reason),
      expired: nothing,
      // It is not said again, since it may be there; who waits for what it said learns where to look.
      async unknown(work, { memberId }, job) {
        const said = await sent(work, job);
        const isOnlyThat = said.every(({ kind }) => kind === lost.name);
        if (!isOnlyThat) await tellUnclear(work, job.id, memberId);
      },
    },
    waiting: async (_work, { memberId }) => [memberId],
  });

  registry.edit(refresh, async (work, payload) => {
    const prompts = await sentIn(work, payload.bundle);
    const { channel, ts } = prompts[0] ?? {};
    if (!channel || !ts) return { skip: 'not sent yet' };
    const parts: Content[] = [];
    // What is moot by now is not left standing with buttons that do nothing.
    for (const prompt of prompts) parts.push((await render(work, prompt)) ?? mootNote());
    return { edit: { channel, ts, ...together(parts) } };
  });

  registry.timer(refreshDue, (work, { group }) => refreshPrompts(work, group));
  registry.timer(messageLost, async (work, { key, memberIds }) => {
    for (const memberId of memberIds) {
      await queuePrompt(
        work,
        lost,
        { key, isUnclear: false },
        { memberId, key: `lost:${key}:${memberId}`, dueAt: work.now },
      );
    }
  });
  registry.prompt(lost, async (_work, { isUnclear }) => lostNote(isUnclear));
  registry.prompt(spoilt, async (_work, what) => spoiltNote(what));
}

type Render = (work: Work, prompt: PromptTable) => Promise<Content | undefined>;

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
async function renderEach(work: Work, due: PromptTable[], render: Render): Promise<Parts> {
  const parts: Parts = { contents: [], needless: [], failed: new Map(), rest: [] };
  for (const prompt of due) {
    try {
      const content = await inSavepoint(work.db, async () => {
        const shown = await render(work, prompt);
        if (shown && !hasRoom(parts.contents, shown)) throw new NoRoom('there is no room for it in a message');
        return shown;
      });
      if (content) parts.contents.push(content);
      else parts.needless.push(prompt);
    } catch (error) {
      // What has no room in a message of its own never will.
      if (error instanceof NoRoom && parts.contents.length > 0) parts.rest.push(prompt);
      else parts.failed.set(prompt, messageOf(error));
    }
  }
  return parts;
}
