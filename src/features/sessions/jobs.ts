import { nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import { isBefore } from '../../time.ts';
import type { Work } from '../../work.ts';
import { markUnreachable } from '../members/service.ts';
import { isStillThere } from '../prompts/service/readers.ts';
import { openingQuestions } from './questions.ts';
import { needsCard } from './rules/card.ts';
import { isSayable } from './rules/lines.ts';
import { isVeiled, type Line, type Session } from './rules.ts';
import { askBothForATime, endIfMissed, tellApart } from './service/apart.ts';
import { queueNews } from './service/queue.ts';
import { admitRecap, admitToTalk, readersOf, whenCard } from './service/readers.ts';
import {
  agreedIn,
  betweenTheTwo,
  card,
  cardEdit,
  cardKeys,
  cardPosted,
  cardRefused,
  getSession,
  line,
  lineEdit,
  linePosted,
  note,
  recap,
  recapEdit,
  recapKey,
  recapPosted,
  ring,
  sessionsPlace,
  showSession,
  shut,
  shutSession,
  timer,
} from './service.ts';
import { noteView } from './views/direct.ts';
import { lineView, recapView } from './views/thread.ts';
import { cardView, type Shown } from './views.ts';

export function registerJobs(registry: Registry): void {
  openingQuestions();
  registry.timer(timer, (work, { sessionId, bell, anchor }) => ring(work, sessionId, bell, anchor));
  registry.timer(shut, (work, { sessionId }) => shutSession(work, sessionId));
  registerCard(registry);
  registerThread(registry);
  registry.message(note, {
    words: betweenTheTwo,
    async render(work, { sessionId, memberId, note }) {
      const shown = await showSession(work, sessionId);
      if (!shown) return GONE;
      const { session } = shown;
      if (!session.endedAt || isStillThere(work, session.endedAt))
        return { post: { to: { user: memberId }, ...noteView({ ...shown, memberId, note }) } };
      await queueNews(work, session, memberId, 'left early');
      return { skip: 'it is too late to break in with it' };
    },
    ends: {
      arrived: nothing,
      dead: (work, { memberId }, reason) => markUnreachable(work, memberId, reason),
      expired: nothing,
      unknown: nothing,
    },
    waiting: async (_work, { memberId }) => [memberId],
  });
}

function registerCard(registry: Registry): void {
  registry.message(card, {
    words: betweenTheTwo,
    async render(work, { sessionId, direct }, job) {
      const shown = await showSession(work, sessionId);
      if (!shown || shown.session.place || !needsCard(shown.session)) return { skip: 'no card is needed' };
      if (await endIfMissed(work, shown.session)) return { skip: 'the agreed time is over' };
      const { until, never } = await whenCard(work, shown.session, job.id);
      if (never) await askBothForATime(work, shown.session);
      if (isBefore(work.now, until)) return { wait: until };
      const to = await sessionsPlace(work, shown.session, direct);
      return { post: { to, ...cardView(shown, work.now) } };
    },
    ends: {
      arrived: (work, { sessionId }, posted) => cardPosted(work, sessionId, posted),
      dead: (work, payload, _reason, job) => noCard(work, payload, job),
      expired: (work, payload, job) => noCard(work, payload, job),
      unknown: (work, payload, job) => noCard(work, payload, job),
    },
    waiting: (work, { sessionId }) => twoOf(work, sessionId),
  });
  registry.edit(cardEdit, (work, { sessionId }) =>
    inThread(work, sessionId, ({ place, ...shown }) => ({
      edit: { channel: place.channel, ts: place.rootTs, ...cardView(shown, work.now) },
    })),
  );
}

function registerThread(registry: Registry): void {
  registry.message(line, {
    words: betweenTheTwo,
    render: (work, { sessionId, line: what, anchor, by }, job) =>
      inThread(work, sessionId, async ({ place, session }) => {
        if (!isSayable(session, what, anchor)) return { skip: 'no longer so' };
        const deed = by === undefined ? undefined : { by, at: madeAt(job.id) };
        const open = await admitToTalk(work, session, { kind: line.name, jobId: job.id }, deed);
        if (!open.ok) {
          await tellApart(work, session, what, readersOf(work, session, deed));
          return { skip: 'it is told to each when they are at work' };
        }
        const to = { channel: place.channel, threadTs: place.rootTs };
        return { post: { to, ...lineView({ session, line: what, by, now: work.now }) } };
      }),
    ends: {
      arrived: (work, { sessionId, line }, { ts }) => linePosted(work, sessionId, line, ts),
      dead: (work, said, _reason, job) => lost(work, said, job),
      expired: nothing,
      unknown: (work, said, job) => lost(work, said, job),
    },
    waiting: (work, { sessionId }) => twoOf(work, sessionId),
  });
  registry.edit(
    lineEdit,
    (work, { sessionId, line, ts }) =>
      inThread(work, sessionId, ({ place, session }) => ({
        edit: { channel: place.channel, ts, ...lineView({ session, line, now: work.now }) },
      })),
    betweenTheTwo,
  );
  registry.message(recap, {
    words: betweenTheTwo,
    render: (work, { sessionId }, job) =>
      inThread(work, sessionId, async ({ place, ...shown }) => {
        const open = await admitRecap(work, shown.session, job.id, madeAt(job.id));
        if ('until' in open) return { wait: open.until };
        const content = recapView(shown, await agreedIn(work, sessionId));
        return { post: { to: { channel: place.channel, threadTs: place.rootTs }, ...content } };
      }),
    ends: {
      arrived: (work, { sessionId }, posted) => recapPosted(work, sessionId, posted.ts),
      dead: async (work, { sessionId }, _reason, job) => tellLost(work, job, await twoOf(work, sessionId)),
      expired: nothing,
      unknown: async (work, { sessionId }, job) => tellLost(work, job, await twoOf(work, sessionId)),
    },
    waiting: (work, { sessionId }) => twoOf(work, sessionId),
  });
  registry.edit(
    recapEdit,
    (work, { sessionId }) =>
      inThread(work, sessionId, async ({ place, ...shown }) => {
        const { recapTs: ts } = shown.session;
        if (!ts) return { behind: [recapKey(sessionId)] };
        return { edit: { channel: place.channel, ts, ...recapView(shown, await agreedIn(work, sessionId)) } };
      }),
    betweenTheTwo,
  );
}

type Waiting = { skip: string } | { behind: string[] };
const GONE = { skip: 'no such session' };
type Placed = Shown & { place: NonNullable<Session['place']> };

/** What is said in a session's thread; while its card is on its way, it waits for it. */
async function inThread<R extends Rendered>(
  work: Work,
  sessionId: string,
  say: (placed: Placed) => R | Promise<R>,
): Promise<R | Waiting> {
  const shown = await showSession(work, sessionId);
  if (!shown) return GONE;
  const { place } = shown.session;
  if (place) return say({ ...shown, place });
  if (isVeiled(shown.session)) return { skip: 'there is no conversation yet' };
  return needsCard(shown.session) ? { behind: cardKeys(sessionId) } : { skip: 'there is no card' };
}

async function twoOf(work: Work, sessionId: string): Promise<string[]> {
  const session = await getSession(work, sessionId);
  return session ? [session.menteeId, session.mentorId] : [];
}

async function noCard(work: Work, { sessionId, direct }: { sessionId: string; direct: boolean }, job: Job) {
  if (await cardRefused(work, sessionId, direct)) await tellLost(work, job, await twoOf(work, sessionId));
}

/** Of the lines in a thread, those without which the two would miss each other. */
const awaited: Line[] = ['it is time', 'picked a time', 'rebook'];

async function lost(work: Work, { sessionId, line }: { sessionId: string; line: Line }, job: Job): Promise<void> {
  if (awaited.includes(line)) await tellLost(work, job, await twoOf(work, sessionId));
}
