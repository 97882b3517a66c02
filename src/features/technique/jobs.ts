import type { Registry, Rendered } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import type { Session } from '../sessions/rules.ts';
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
    render: (work, { techniqueId }) =>
      inThread(work, techniqueId, (technique, session, to) => {
        if (isRolePlay(technique) && session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...techniqueView(technique, session, endFrom(work.now)) } };
      }),
    sent: (work, { techniqueId }, { ts }) => posted(work, techniqueId, ts),
    failed: (work, { techniqueId }) => notPosted(work, techniqueId),
  });
  registry.timer(over, async (work, { techniqueId }) => void (await endRolePlay(work, techniqueId)));
  registry.message(debrief, {
    render: (work, { techniqueId }) =>
      inThread(work, techniqueId, (technique, session, to) => {
        if (!isRolePlay(technique) || session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...debriefView(technique, session, decks().debrief, true) } };
      }),
    sent: (work, { techniqueId }, { ts }) => debriefPosted(work, techniqueId, ts),
  });
  registry.message(shownAgain, {
    render: (work, { techniqueId, part }) =>
      inThread(work, techniqueId, (technique, session, { channel }, isLatestScene) => {
        const ts = part === 'pick' ? technique.messageTs : technique.debriefTs;
        if (!ts) return { skip: 'it is not in the thread' };
        if (part === 'debrief' && isRolePlay(technique)) {
          return { edit: { channel, ts, ...debriefView(technique, session, decks().debrief, isLatestScene) } };
        }
        return { edit: { channel, ts, ...techniqueView(technique, session, technique.endsAt ?? work.now) } };
      }),
  });
}

type Thread = { channel: string; threadTs: string };

async function inThread(
  work: Work,
  techniqueId: string,
  say: (technique: Technique, session: Session, to: Thread, isLatestScene: boolean) => Rendered,
): Promise<Rendered> {
  const found = await inSession(work, techniqueId);
  const place = found?.session.place;
  if (!found || !place) return { skip: 'there is no thread' };
  return say(found.technique, found.session, { channel: place.channel, threadTs: place.rootTs }, found.isLatestScene);
}
