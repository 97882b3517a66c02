import type { Content, Registry } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import { getMember, markUnreachable } from '../members/service.ts';
import { assign, bundle, bundleSent, gate, recordContact, refresh, sentIn, takeDue } from './service.ts';
import type { PromptTable } from './store.ts';
import { together } from './views.ts';

export function registerJobs(registry: Registry): void {
  const render = async (work: Work, prompt: PromptTable): Promise<Content | undefined> =>
    registry.prompts.get(prompt.kind)?.(work, JSON.parse(prompt.payload));

  registry.message(bundle, {
    async render(work, { memberId }, job) {
      const member = await getMember(work, memberId);
      if (!member) return { skip: 'no such member' };
      const due = await takeDue(work, member);
      if (due.length === 0) return { skip: 'nothing to say any more' };
      const open = await gate(work, member);
      if (!open.ok) return 'never' in open ? { skip: 'cannot be reached' } : { wait: open.until };
      const parts = await Promise.all(due.map(async (prompt) => ({ prompt, content: await render(work, prompt) })));
      const carried = parts.filter((p) => p.content !== undefined).map((p) => p.prompt);
      await assign(
        work,
        job.id,
        carried,
        due.filter((p) => !carried.includes(p)),
      );
      if (carried.length === 0) return { skip: 'nothing to say any more' };
      return { post: { to: { user: memberId }, ...together(parts.flatMap((p) => p.content ?? [])) } };
    },
    async sent(work, { memberId }, posted, job) {
      await bundleSent(work, job.id, posted);
      const member = await getMember(work, memberId);
      if (member) await recordContact(work, member, 'prompts');
    },
    failed: (work, { memberId }, reason) => markUnreachable(work, memberId, reason),
  });

  registry.message(refresh, {
    async render(work, payload) {
      const prompts = await sentIn(work, payload.bundle);
      const { channel, ts } = prompts[0] ?? {};
      if (!channel || !ts) return { skip: 'not sent yet' };
      const contents = await Promise.all(prompts.map((prompt) => render(work, prompt)));
      const parts = contents.filter((content) => content !== undefined);
      return parts.length === 0 ? { skip: 'nothing left to show' } : { edit: { channel, ts, ...together(parts) } };
    },
  });
}
