import type { Tx } from '../../database/transaction.ts';
import { nothing, type Registry, type Rendered } from '../../jobs/define.ts';
import { madeAt } from '../../jobs/id.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import { isBefore } from '../../time.ts';
import { markUnreachable } from '../members/service.ts';
import { isStillThere } from '../prompts/service/readers.ts';
import { needsCard } from './rules/card.ts';
import { isVeiled, type Line, type Session } from './rules/index.ts';
import { isSayable } from './rules/lines.ts';
import { askBothForATime, endIfMissed, tellApart } from './service/apart.ts';
import {
  agreedIn,
  betweenTheTwo,
  cardEditJob,
  cardJob,
  cardKeys,
  cardPosted,
  cardRefused,
  getSession,
  lineEditJob,
  lineJob,
  linePosted,
  noteJob,
  onTimer,
  recapEditJob,
  recapJob,
  recapKey,
  recapPosted,
  sessionsPlace,
  showSession,
  shutJob,
  shutSession,
  timerJob,
} from './service/index.ts';
import { openingQuestions } from './service/questions.ts';
import { queueNews } from './service/queue.ts';
import { admitRecap, admitToTalk, readersOf, whenCard } from './service/readers.ts';
import { noteView } from './views/direct.ts';
import { cardView, type Shown } from './views/index.ts';
import { lineView, recapView } from './views/thread.ts';

export function registerJobs(registry: Registry): void {
  openingQuestions();
  registry.timer(timerJob, (tx, { sessionId, bell, anchor }) => onTimer(tx, sessionId, bell, anchor));
  registry.timer(shutJob, (tx, { sessionId }) => shutSession(tx, sessionId));
  registerCard(registry);
  registerLines(registry);
  registerRecap(registry);
  registry.message(noteJob, {
    words: betweenTheTwo,
    async render(tx, { sessionId, memberId, note }) {
      const shown = await showSession(tx, sessionId);
      if (!shown) return GONE;
      const { session } = shown;
      if (!session.endedAt || isStillThere(tx, session.endedAt))
        return { post: { to: { user: memberId }, ...noteView({ ...shown, memberId, note }) } };
      await queueNews(tx, session, memberId, 'left early');
      return { skip: 'it is too late to break in with it' };
    },
    ends: {
      arrived: nothing,
      dead: (tx, { memberId }, reason) => markUnreachable(tx, memberId, reason),
      expired: nothing,
      unknown: nothing,
    },
    waiting: async (_work, { memberId }) => [memberId],
  });
}

function registerCard(registry: Registry): void {
  registry.message(cardJob, {
    words: betweenTheTwo,
    async render(tx, { sessionId, direct }, job) {
      const shown = await showSession(tx, sessionId);
      if (!shown || shown.session.place || !needsCard(shown.session)) return { skip: 'no card is needed' };
      if (await endIfMissed(tx, shown.session)) return { skip: 'the agreed time is over' };
      const { until, never } = await whenCard(tx, shown.session, job.id);
      if (never) await askBothForATime(tx, shown.session);
      if (isBefore(tx.now, until)) return { wait: until };
      const to = await sessionsPlace(tx, shown.session, direct);
      return { post: { to, ...cardView(shown, tx.now) } };
    },
    ends: {
      arrived: (tx, { sessionId }, posted) => cardPosted(tx, sessionId, posted),
      dead: (tx, payload, _reason, job) => noCard(tx, payload, job),
      expired: (tx, payload, job) => noCard(tx, payload, job),
      unknown: (tx, payload, job) => noCard(tx, payload, job),
    },
    waiting: (tx, { sessionId }) => twoOf(tx, sessionId),
  });
  registry.edit(cardEditJob, (tx, { sessionId }) =>
    inThread(tx, sessionId, ({ place, ...shown }) => ({
      edit: { channel: place.channel, ts: place.rootTs, ...cardView(shown, tx.now) },
    })),
  );
}

function registerLines(registry: Registry): void {
  registry.edit(
    lineEditJob,
    (tx, { sessionId, line, ts }) =>
      inThread(tx, sessionId, ({ place, session }) => ({
        edit: { channel: place.channel, ts, ...lineView({ session, line, now: tx.now }) },
      })),
    betweenTheTwo,
  );
  registerSaidLines(registry);
}

function registerSaidLines(registry: Registry): void {
  registry.message(lineJob, {
    words: betweenTheTwo,
    render: (tx, { sessionId, line: what, anchor, by }, job) =>
      inThread(tx, sessionId, async ({ place, session }) => {
        if (!isSayable(session, what, anchor)) return { skip: 'no longer so' };
        const deed = by === undefined ? undefined : { by, at: madeAt(job.id) };
        const open = await admitToTalk(tx, session, { kind: lineJob.name, jobId: job.id }, deed);
        if (!open.ok) {
          await tellApart(tx, session, what, readersOf(tx, session, deed));
          return { skip: 'it is told to each when they are at work' };
        }
        const to = { channel: place.channel, threadTs: place.rootTs };
        return { post: { to, ...lineView({ session, line: what, by, now: tx.now }) } };
      }),
    ends: {
      arrived: (tx, { sessionId, line }, { ts }) => linePosted(tx, sessionId, line, ts),
      dead: (tx, said, _reason, job) => lost(tx, said, job),
      expired: nothing,
      unknown: (tx, said, job) => lost(tx, said, job),
    },
    waiting: (tx, { sessionId }) => twoOf(tx, sessionId),
  });
}

function registerRecap(registry: Registry): void {
  registry.message(recapJob, {
    words: betweenTheTwo,
    render: (tx, { sessionId }, job) =>
      inThread(tx, sessionId, async ({ place, ...shown }) => {
        const open = await admitRecap(tx, shown.session, job.id, madeAt(job.id));
        if ('until' in open) return { wait: open.until };
        const content = recapView(shown, await agreedIn(tx, sessionId));
        return { post: { to: { channel: place.channel, threadTs: place.rootTs }, ...content } };
      }),
    ends: {
      arrived: (tx, { sessionId }, { ts }, job) => recapPosted(tx, sessionId, ts, madeAt(job.id)),
      dead: async (tx, { sessionId }, _reason, job) => tellLost(tx, job, await twoOf(tx, sessionId)),
      expired: nothing,
      unknown: async (tx, { sessionId }, job) => tellLost(tx, job, await twoOf(tx, sessionId)),
    },
    waiting: (tx, { sessionId }) => twoOf(tx, sessionId),
  });
  registry.edit(
    recapEditJob,
    (tx, { sessionId }) =>
      inThread(tx, sessionId, async ({ place, ...shown }) => {
        const { recapTs: ts } = shown.session;
        if (!ts) return { behind: [recapKey(sessionId)] };
        return { edit: { channel: place.channel, ts, ...recapView(shown, await agreedIn(tx, sessionId)) } };
      }),
    betweenTheTwo,
  );
}

type Waiting = { skip: string } | { behind: string[] };
const GONE = { skip: 'no such session' };
type Placed = Shown & { place: NonNullable<Session['place']> };

/** What is said in a session's thread; while its card is on its way, it waits for it. */
async function inThread<R extends Rendered>(
  tx: Tx,
  sessionId: string,
  say: (placed: Placed) => R | Promise<R>,
): Promise<R | Waiting> {
  const shown = await showSession(tx, sessionId);
  if (!shown) return GONE;
  const { place } = shown.session;
  if (place) return say({ ...shown, place });
  if (isVeiled(shown.session)) return { skip: 'there is no conversation yet' };
  return needsCard(shown.session) ? { behind: cardKeys(sessionId) } : { skip: 'there is no card' };
}

async function twoOf(tx: Tx, sessionId: string): Promise<string[]> {
  const session = await getSession(tx, sessionId);
  return session ? [session.menteeId, session.mentorId] : [];
}

async function noCard(tx: Tx, { sessionId, direct }: { sessionId: string; direct: boolean }, job: Job) {
  if (await cardRefused(tx, sessionId, direct)) await tellLost(tx, job, await twoOf(tx, sessionId));
}

/** Of the lines in a thread, those without which the two would miss each other. */
const awaited: Line[] = ['it is time', 'picked a time', 'rebook'];

async function lost(tx: Tx, { sessionId, line }: { sessionId: string; line: Line }, job: Job): Promise<void> {
  if (awaited.includes(line)) await tellLost(tx, job, await twoOf(tx, sessionId));
}
