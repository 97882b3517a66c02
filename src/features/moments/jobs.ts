import { nobody, nothing, type Registry, type Unsaid } from '../../jobs/define.ts';
import { withoutPings } from '../prompts/service/readers.ts';
import {
  begin,
  beginDueJob,
  draw,
  drawDueJob,
  end,
  endDueJob,
  hostPrompt,
  missed,
  momentNow,
  notPosted,
  postEditJob,
  posted,
  postJob,
  postKey,
  refusedPrompt,
  summarised,
  summaryEditJob,
  summaryJob,
  summaryKey,
  turnNow,
} from './service.ts';
import { hostNote, postView, refusedNote, summaryLine } from './views/index.ts';

const NEVER: Unsaid = { skip: 'never posted' };

export function registerJobs(registry: Registry): void {
  registry.timer(drawDueJob, (tx, { momentId, date }) => draw(tx, momentId, date));
  registry.timer(beginDueJob, (tx, { momentId, date }) => begin(tx, momentId, date));
  registry.timer(endDueJob, (tx, { turnId }) => end(tx, turnId));
  registerPost(registry);
  registerSummary(registry);
  registry.prompt(
    hostPrompt,
    async (tx, { turnId, memberId }) => {
      const now = await turnNow(tx, turnId);
      return now && hostNote({ ...now, memberId });
    },
    {
      words: async (tx, { turnId, memberId }) => {
        const now = await turnNow(tx, turnId);
        return now ? [[now.moment.ownerId, memberId]] : [];
      },
    },
  );
  registry.prompt(refusedPrompt, async (tx, { momentId }) => {
    const now = await momentNow(tx, momentId, '');
    return now && !now.moment.isEnded ? refusedNote(now.moment.channel) : undefined;
  });
}

function registerPost(registry: Registry): void {
  registry.message(postJob, {
    // Another one in a busy channel is worse than none.
    ifUnknown: 'skip',
    async render(tx, { turnId }) {
      const now = await turnNow(tx, turnId);
      if (now?.turn.state !== 'running' || now.turn.post || now.moment.isEnded) return { skip: 'no longer needed' };
      return { post: { to: { channel: now.moment.channel }, ...(await withoutPings(tx, postView(now))) } };
    },
    ends: {
      arrived: (tx, { turnId }, at) => posted(tx, turnId, at),
      dead: (tx, { turnId }) => notPosted(tx, turnId),
      // The next one comes at its time.
      expired: (tx, { turnId }) => missed(tx, turnId),
      unknown: nothing,
    },
    waiting: nobody,
  });
  registry.edit(postEditJob, async (tx, { turnId }) => {
    const now = await turnNow(tx, turnId);
    if (!now) return NEVER;
    return now.turn.post ? { edit: { ...now.turn.post, ...postView(now) } } : { behind: [postKey(turnId)] };
  });
}

function registerSummary(registry: Registry): void {
  registry.message(summaryJob, {
    async render(tx, { turnId }) {
      const { post: at, shared } = (await turnNow(tx, turnId))?.turn ?? {};
      if (!at) return NEVER;
      return { post: { to: { channel: at.channel, threadTs: at.ts }, ...summaryLine(shared ?? 0) } };
    },
    ends: {
      arrived: (tx, { turnId }, { ts }) => summarised(tx, turnId, ts),
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    waiting: nobody,
  });
  registry.edit(summaryEditJob, async (tx, { turnId }) => {
    const { post: at, summaryTs: ts, shared } = (await turnNow(tx, turnId))?.turn ?? {};
    if (!at) return NEVER;
    if (!ts) return { behind: [summaryKey(turnId)] };
    return { edit: { channel: at.channel, ts, ...summaryLine(shared ?? 0) } };
  });
}
