import type { Registry, Rendered } from '../../jobs/define.ts';
import type { Work } from '../../work.ts';
import type { Session } from '../sessions/rules.ts';
import { decks } from './decks.ts';
import { isRolePlay, type Technique } from './rules.ts';
import { debrief, endFrom, endRolePlay, inSession, notPosted, over, post, posted } from './service.ts';
import { debriefView, techniqueView } from './views.ts';

export function registerJobs(registry: Registry): void {
  registry.message(post, {
    render: (work, { techniqueId }) =>
      inThread(work, techniqueId, (technique, session, to) => {
        if (isRolePlay(technique) && session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...techniqueView(technique, session, endFrom(work.now)) } };
      }),
    sent: (work, { techniqueId }) => posted(work, techniqueId),
    failed: (work, { techniqueId }) => notPosted(work, techniqueId),
  });
  registry.timer(over, async (work, { techniqueId }) => void (await endRolePlay(work, techniqueId)));
  registry.message(debrief, {
    render: (work, { techniqueId }) =>
      inThread(work, techniqueId, (technique, session, to) => {
        if (!isRolePlay(technique) || session.state !== 'running') return { skip: 'the session is over' };
        return { post: { to, ...debriefView(technique, session, decks().debrief) } };
      }),
  });
}

type Thread = { channel: string; threadTs: string };

async function inThread(
  work: Work,
  techniqueId: string,
  say: (technique: Technique, session: Session, to: Thread) => Rendered,
): Promise<Rendered> {
  const found = await inSession(work, techniqueId);
  const place = found?.session.place;
  if (!found || !place) return { skip: 'there is no thread' };
  return say(found.technique, found.session, { channel: place.channel, threadTs: place.rootTs });
}
