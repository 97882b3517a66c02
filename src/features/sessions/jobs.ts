import type { Registry, Rendered } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import { markUnreachable, skillName } from '../members/service.ts';
import { getRequest } from '../requests/service.ts';
import { openingQuestions } from './questions.ts';
import { isSayable } from './rules/lines.ts';
import type { Session } from './rules.ts';
import {
  agreedIn,
  card,
  cardEdit,
  cardPosted,
  cardRefused,
  getSession,
  line,
  news,
  note,
  recap,
  recapEdit,
  recapPosted,
  ring,
  sessionsPlace,
  timer,
} from './service.ts';
import { newsView, noteView } from './views/direct.ts';
import { lineView, recapView } from './views/thread.ts';
import { cardView, type Shown } from './views.ts';

/** Seconds after which a message looks again for a card that is still on its way. */
const CARD_UNDER_WAY = 3;

export function registerJobs(registry: Registry): void {
  openingQuestions();
  registry.timer(timer, (work, { sessionId, bell, anchor }) => ring(work, sessionId, bell, anchor));
  registerCard(registry);
  registerThread(registry);
  registry.message(note, {
    async render(work, { sessionId, memberId, note }) {
      const shown = await show(work, sessionId);
      if (!shown) return GONE;
      return { post: { to: { user: memberId }, ...noteView({ ...shown, memberId, note }) } };
    },
    failed: (work, { memberId }, reason) => markUnreachable(work, memberId, reason),
  });
  registry.prompt(news, async (work, { sessionId, memberId, tidings }) => {
    const shown = await show(work, sessionId);
    if (!shown) return undefined;
    const isSought = (await getRequest(work, shown.session.requestId))?.state === 'open';
    return newsView({ ...shown, memberId, tidings, isSought }, work.now);
  });
}

function registerCard(registry: Registry): void {
  registry.message(card, {
    async render(work, { sessionId, direct }) {
      const shown = await show(work, sessionId);
      if (!shown || shown.session.place || shown.session.state === 'ended') return { skip: 'no card is needed' };
      const to = await sessionsPlace(work, shown.session, direct);
      return { post: { to, ...cardView(shown, work.now) } };
    },
    sent: (work, { sessionId }, posted) => cardPosted(work, sessionId, posted),
    failed: (work, { sessionId, direct }) => cardRefused(work, sessionId, direct),
  });
  registry.message(cardEdit, {
    render: (work, { sessionId }) =>
      inThread(work, sessionId, ({ place, ...shown }) => ({
        edit: { channel: place.channel, ts: place.rootTs, ...cardView(shown, work.now) },
      })),
  });
}

function registerThread(registry: Registry): void {
  registry.message(line, {
    render: (work, { sessionId, line, anchor, by }) =>
      inThread(work, sessionId, ({ place, session }) => {
        if (!isSayable(session, line, anchor)) return { skip: 'no longer so' };
        const to = { channel: place.channel, threadTs: place.rootTs };
        return { post: { to, ...lineView({ session, line, by, now: work.now }) } };
      }),
  });
  registry.message(recap, {
    render: (work, { sessionId }) =>
      inThread(work, sessionId, async ({ place, ...shown }) => {
        const content = recapView(shown, await agreedIn(work, sessionId));
        return { post: { to: { channel: place.channel, threadTs: place.rootTs }, ...content } };
      }),
    sent: (work, { sessionId }, posted) => recapPosted(work, sessionId, posted.ts),
  });
  registry.message(recapEdit, {
    render: (work, { sessionId }) =>
      inThread(work, sessionId, async ({ place, ...shown }) => {
        const { recapTs: ts } = shown.session;
        if (!ts) return { wait: work.now.add({ seconds: CARD_UNDER_WAY }) };
        return { edit: { channel: place.channel, ts, ...recapView(shown, await agreedIn(work, sessionId)) } };
      }),
  });
}

const GONE: Rendered = { skip: 'no such session' };
type Placed = Shown & { place: NonNullable<Session['place']> };

/** What is said in a session's thread; while its card is on its way, it waits for it. */
async function inThread(
  work: Work,
  sessionId: string,
  say: (placed: Placed) => Rendered | Promise<Rendered>,
): Promise<Rendered> {
  const shown = await show(work, sessionId);
  if (!shown) return GONE;
  const { place, state } = shown.session;
  if (place) return say({ ...shown, place });
  return state === 'ended' ? { skip: 'there is no card' } : { wait: work.now.add({ seconds: CARD_UNDER_WAY }) };
}

async function show(work: Work, sessionId: string): Promise<Shown | undefined> {
  const session = await getSession(work, sessionId);
  if (!session) return undefined;
  return { session, topic: await skillName(work, session.skillId), steps: (await agreedIn(work, sessionId)).length };
}
