import { nothing, type Registry, type Rendered, type Words } from '../../jobs/define.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import type { Work } from '../../work.ts';
import type { Session } from '../sessions/rules.ts';
import { admitToTalk } from '../sessions/service/readers.ts';
import { decks } from './decks.ts';
import { isRolePlay, type Technique } from './rules.ts';
import {
  debrief,
  debriefPosted,
  endFrom,
  endRolePlay,
  inSession,
  notPosted,
  over,
  post,
  posted,
  shownAgain,
} from './service.ts';
import { debriefView, techniqueView } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.message(post, {
    words: between,
    render: (work, { techniqueId }, job) =>
      inThread(work, techniqueId, async (technique, session, to) => {
        if (isRolePlay(technique) && session.state !== 'running') return { skip: 'the session is over' };
        // While it runs, somebody pressed for it.
        if (session.state === 'running')
          return { post: { to, ...techniqueView(technique, session, endFrom(work.now)) } };
        const open = await admitToTalk(work, session, { kind: post.name, jobId: job.id });
        if ('until' in open) return { wait: open.until };
        if (!open.ok) await notPosted(work, techniqueId);
        if (!open.ok) return { skip: 'no time suits both' };
        return { post: { to, ...techniqueView(technique, session, endFrom(work.now)) } };
      }),
    ends: {
      arrived: (work, { techniqueId }, { ts }) => posted(work, techniqueId, ts),
      dead: (work, { techniqueId }, _reason, job) => lost(work, techniqueId, job),
      expired: (work, { techniqueId }) => notPosted(work, techniqueId),
      unknown: (work, { techniqueId }, job) => lost(work, techniqueId, job),
    },
    waiting: (work, { techniqueId }) => twoOf(work, techniqueId),
  });
  registry.timer(over, async (work, { techniqueId }) => void (await endRolePlay(work, techniqueId)));
  registry.message(debrief, {
    words: between,
    render: (work, { techniqueId }) =>
      inThread(work, techniqueId, (technique, session, to) => {
        if (!isRolePlay(technique) || session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...debriefView(technique, session, decks().debrief, true) } };
      }),
    ends: {
      arrived: (work, { techniqueId }, { ts }) => debriefPosted(work, techniqueId, ts),
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    waiting: (work, { techniqueId }) => twoOf(work, techniqueId),
  });
  registry.edit(shownAgain, (work, { techniqueId, part }) =>
    inThread(work, techniqueId, (technique, session, { channel }, isLatestScene) => {
      const ts = part === 'pick' ? technique.messageTs : technique.debriefTs;
      if (!ts) return { skip: 'it is not in the thread' };
      if (part === 'debrief' && isRolePlay(technique)) {
        return { edit: { channel, ts, ...debriefView(technique, session, decks().debrief, isLatestScene) } };
      }
      return { edit: { channel, ts, ...techniqueView(technique, session, technique.endsAt ?? work.now) } };
    }),
  );
}

async function between(work: Work, { techniqueId }: { techniqueId: string }): Promise<Words> {
  const session = (await inSession(work, techniqueId))?.session;
  return session ? [[session.mentorId, session.menteeId, 'under way']] : [];
}

async function twoOf(work: Work, techniqueId: string): Promise<string[]> {
  const session = (await inSession(work, techniqueId))?.session;
  return session ? [session.menteeId, session.mentorId] : [];
}

/** They pressed a button and nothing comes: they may press it again. */
async function lost(work: Work, techniqueId: string, job: Job): Promise<void> {
  const two = await twoOf(work, techniqueId);
  await notPosted(work, techniqueId);
  await tellLost(work, job, two);
}

type Skip = { skip: string };
type Thread = { channel: string; threadTs: string };

async function inThread<R extends Rendered>(
  work: Work,
  techniqueId: string,
  say: (technique: Technique, session: Session, to: Thread, isLatestScene: boolean) => R | Skip | Promise<R | Skip>,
): Promise<R | Skip> {
  const found = await inSession(work, techniqueId);
  const place = found?.session.place;
  if (!found || !place) return { skip: 'there is no thread' };
  return say(found.technique, found.session, { channel: place.channel, threadTs: place.rootTs }, found.isLatestScene);
}
