import { type Content, nothing, type Registry } from '../../jobs/define.ts';
import { messageLost } from '../../slack/ends.ts';
import type { Work } from '../../work.ts';
import { getMember, markUnreachable } from '../members/service.ts';
import {
  admit,
  bundle,
  bundleSent,
  dropPrompts,
  letGo,
  lost,
  queuePrompt,
  refresh,
  sentIn,
  takeDue,
  withdraw,
} from './service.ts';
import type { PromptTable } from './store.ts';
import { lostNote, together } from './views.ts';

export function registerJobs(registry: Registry): void {
  const render = async (work: Work, prompt: PromptTable): Promise<Content | undefined> =>
    registry.prompts.get(prompt.kind)?.render(work, JSON.parse(prompt.payload));
  const isDaily = (prompt: PromptTable) =>
    registry.prompts.get(prompt.kind)?.isDaily(JSON.parse(prompt.payload)) ?? false;

  registry.message(bundle, {
    isBulk: true,
    async render(work, { memberId }, job) {
      const member = await getMember(work, memberId);
      if (!member) return { skip: 'no such member' };
      const due = await takeDue(work, member, job.id, isDaily);
      if (due.length === 0) return { skip: 'nothing to say any more' };
      const open = await admit(work, member, bundle.name, job.id);
      if (!open.ok) {
        await letGo(work, due);
        return 'never' in open ? { skip: 'cannot be reached' } : { wait: open.until };
      }
      // Only now: what a prompt plans when it is shown counts from the time of its sending.
      const contents = await renderEach(work, due, render);
      if (contents.length > 0) return { post: { to: { user: memberId }, ...together(contents) } };
      await withdraw(work, job.id);
      return { skip: 'nothing to say any more' };
    },
    ends: {
      arrived: (work, _payload, posted, job) => bundleSent(work, job.id, posted),
      dead: (work, { memberId }, reason) => markUnreachable(work, memberId, reason),
      expired: nothing,
      unknown: (work, _payload, job) => bundleSent(work, job.id),
    },
    waiting: async (_work, { memberId }) => [memberId],
  });

  registry.edit(refresh, async (work, payload) => {
    const prompts = await sentIn(work, payload.bundle);
    const { channel, ts } = prompts[0] ?? {};
    if (!channel || !ts) return { skip: 'not sent yet' };
    const contents = await Promise.all(prompts.map((prompt) => render(work, prompt)));
    const parts = contents.filter((content) => content !== undefined);
    return parts.length === 0 ? { skip: 'nothing left to show' } : { edit: { channel, ts, ...together(parts) } };
  });

  registry.timer(messageLost, async (work, { key, memberIds }) => {
    for (const memberId of memberIds) {
      await queuePrompt(work, lost, { key }, { memberId, key: `lost:${key}:${memberId}`, dueAt: work.now });
    }
  });
  registry.prompt(lost, async () => lostNote());
}

/** The prompts' parts of the message; those that turn out to be needless are dropped. */
async function renderEach(
  work: Work,
  due: PromptTable[],
  render: (work: Work, prompt: PromptTable) => Promise<Content | undefined>,
): Promise<Content[]> {
  const contents: Content[] = [];
  const needless: PromptTable[] = [];
  for (const prompt of due) {
    const content = await render(work, prompt);
    if (content) contents.push(content);
    else needless.push(prompt);
  }
  await dropPrompts(work, needless);
  return contents;
}
