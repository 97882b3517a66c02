import type { Tx } from '../../database/transaction.ts';
import { nothing, type Registry, type Rendered, type Words } from '../../jobs/define.ts';
import type { Job } from '../../jobs/tables.ts';
import { tellLost } from '../../outbox/ends.ts';
import type { Session } from '../sessions/rules/index.ts';
import { admitToTalk } from '../sessions/service/readers.ts';
import { isRolePlay, type Technique } from './rules.ts';
import { decks } from './service/decks.ts';
import {
  debriefJob,
  debriefPosted,
  endFrom,
  endRolePlay,
  inSession,
  keysOf,
  notPosted,
  overJob,
  posted,
  postJob,
  shownAgainJob,
} from './service/index.ts';
import { debriefView, techniqueView } from './views/index.ts';

export function registerJobs(registry: Registry): void {
  registerCard(registry);
  registerDebrief(registry);
  registry.timer(overJob, async (tx, { techniqueId }) => void (await endRolePlay(tx, techniqueId)));
  registerEdits(registry);
}

function registerCard(registry: Registry): void {
  registry.message(postJob, {
    words: between,
    render: (tx, { techniqueId }, job) =>
      inThread(tx, techniqueId, async (technique, session, to) => {
        if (isRolePlay(technique) && session.state !== 'running') return { skip: 'the session is over' };
        // While it runs, somebody pressed for it.
        if (session.state === 'running') return { post: { to, ...techniqueView(technique, session, endFrom(tx.now)) } };
        const open = await admitToTalk(tx, session, { kind: postJob.name, jobId: job.id });
        if ('until' in open) return { wait: open.until };
        if (!open.ok) await notPosted(tx, techniqueId);
        if (!open.ok) return { skip: 'no time suits both' };
        return { post: { to, ...techniqueView(technique, session, endFrom(tx.now)) } };
      }),
    ends: {
      arrived: (tx, { techniqueId }, { ts }) => posted(tx, techniqueId, ts),
      dead: (tx, { techniqueId }, _reason, job) => lost(tx, techniqueId, job),
      expired: (tx, { techniqueId }) => notPosted(tx, techniqueId),
      unknown: (tx, { techniqueId }, job) => lost(tx, techniqueId, job),
    },
    waiting: (tx, { techniqueId }) => twoOf(tx, techniqueId),
  });
}

function registerDebrief(registry: Registry): void {
  registry.message(debriefJob, {
    words: between,
    render: (tx, { techniqueId }) =>
      inThread(tx, techniqueId, (technique, session, to) => {
        if (!isRolePlay(technique) || session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...debriefView(technique, session, decks().debrief, true) } };
      }),
    ends: {
      arrived: (tx, { techniqueId }, { ts }) => debriefPosted(tx, techniqueId, ts),
      dead: nothing,
      expired: nothing,
      unknown: nothing,
    },
    waiting: (tx, { techniqueId }) => twoOf(tx, techniqueId),
  });
}

function registerEdits(registry: Registry): void {
  registry.edit(shownAgainJob, (tx, { techniqueId, part }) =>
    inThread(tx, techniqueId, (technique, session, { channel }, isLatestScene) => {
      const ts = part === 'pick' ? technique.messageTs : technique.debriefTs;
      if (!ts) return { behind: [keysOf(techniqueId)[part]] };
      if (part === 'debrief' && isRolePlay(technique)) {
        return { edit: { channel, ts, ...debriefView(technique, session, decks().debrief, isLatestScene) } };
      }
      return { edit: { channel, ts, ...techniqueView(technique, session, technique.endsAt ?? tx.now) } };
    }),
  );
}

async function between(tx: Tx, { techniqueId }: { techniqueId: string }): Promise<Words> {
  const session = (await inSession(tx, techniqueId))?.session;
  return session ? [[session.mentorId, session.menteeId, 'under way']] : [];
}

async function twoOf(tx: Tx, techniqueId: string): Promise<string[]> {
  const session = (await inSession(tx, techniqueId))?.session;
  return session ? [session.menteeId, session.mentorId] : [];
}

/** They pressed a button and nothing comes: they may press it again. */
async function lost(tx: Tx, techniqueId: string, job: Job): Promise<void> {
  const two = await twoOf(tx, techniqueId);
  await notPosted(tx, techniqueId);
  await tellLost(tx, job, two);
}

type Skip = { skip: string };
type Thread = { channel: string; threadTs: string };

async function inThread<R extends Rendered>(
  tx: Tx,
  techniqueId: string,
  say: (technique: Technique, session: Session, to: Thread, isLatestScene: boolean) => R | Skip | Promise<R | Skip>,
): Promise<R | Skip> {
  const found = await inSession(tx, techniqueId);
  const place = found?.session.place;
  if (!found || !place) return { skip: 'there is no thread' };
  return say(found.technique, found.session, { channel: place.channel, threadTs: place.rootTs }, found.isLatestScene);
}
