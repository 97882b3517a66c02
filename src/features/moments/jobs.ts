import { nobody, nothing, type Registry, type Unsaid } from '../../jobs/define.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import {
  begin,
  beginDue,
  draw,
  drawDue,
  end,
  endDue,
  hostPrompt,
  missed,
  momentNow,
  notPosted,
  post,
  postEdit,
  posted,
  refused,
  summarised,
  summary,
  summaryEdit,
  summaryKey,
  turnNow,
} from './service.ts';
import { hostNote, postView, refusedNote, summaryLine } from './views.ts';

const NEVER: Unsaid = { skip: 'never posted' };

export function registerJobs(registry: Registry): void {
  registry.timer(drawDue, (work, { momentId, date }) => draw(work, momentId, date));
  registry.timer(beginDue, (work, { momentId, date }) => begin(work, momentId, date));
  registry.timer(endDue, (work, { turnId }) => end(work, turnId));
  registerPost(registry);
  registerSummary(registry);
  registry.prompt(
    hostPrompt,
    async (work, { turnId, memberId }) => {
      const now = await turnNow(work, turnId);
      return now && hostNote({ ...now, memberId });
    },
    {
      words: async (work, { turnId, memberId }) => {
        const now = await turnNow(work, turnId);
        return now ? [[now.moment.ownerId, memberId]] : [];
      },
    },
  );
  registry.prompt(refused, async (work, { momentId }) => {
    const now = await momentNow(work, momentId, '');
    return now && !now.moment.isEnded ? refusedNote(now.moment.channel) : undefined;
  });
}

function registerPost(registry: Registry): void {
  registry.message(post, {
    // Another one in a busy channel is worse than none.
    ifUnknown: 'skip',
    async render(work, { turnId }) {
      const now = await turnNow(work, turnId);
      if (now?.turn.state !== 'running' || now.turn.post || now.moment.isEnded) return { skip: 'no longer needed' };
      return { post: { to: { channel: now.moment.channel }, ...(await withoutPings(work, postView(now))) } };
    },
    ends: {
      arrived: (work, { turnId }, at) => posted(work, turnId, at),
      dead: (work, { turnId }) => notPosted(work, turnId),
      // The next one comes at its time.
      expired: (work, { turnId }) => missed(work, turnId),
      unknown: nothing,
    },
    waiting: nobody,
  });
  registry.edit(postEdit, async (work, { turnId }) => {
    const now = await turnNow(work, turnId);
    return now?.turn.post ? { edit: { ...now.turn.post, ...postView(now) } } : NEVER;
  });
}

function registerSummary(registry: Registry): void {
  registry.message(summary, {
    async render(work, { turnId }) {
      const { post: at, shared } = (await turnNow(work, turnId))?.turn ?? {};
      if (!at) return NEVER;
      return { post: { to: { channel: at.channel, threadTs: at.ts }, ...summaryLine(shared ?? 0) } };
    },
    ends: {
      arrived: (work, { turnId }, { ts }) => summarised(work, turnId, ts),
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    waiting: nobody,
  });
  registry.edit(summaryEdit, async (work, { turnId }) => {
    const { post: at, summaryTs: ts, shared } = (await turnNow(work, turnId))?.turn ?? {};
    if (!at) return NEVER;
    if (!ts) return { behind: [summaryKey(turnId)] };
    return { edit: { channel: at.channel, ts, ...summaryLine(shared ?? 0) } };
  });
}
