import type { Work } from '../../../work.ts';
import type { About } from '../../care/rules.ts';
import { bookingNow } from '../../office-hours/service.ts';
import { thanksRead } from '../../recognition/service.ts';
import { getOffer } from '../../requests/service.ts';
import { partnerOf, partnerShown, roleOf } from '../../sessions/rules.ts';
import { getSession, hasOpened } from '../../sessions/service.ts';
import { skillName } from '../../skills/service/index.ts';

/** What a report can be about, as one of the two people in it has it in front of them. */
export type Matter = {
  otherId: string;
  /** They do not know who the other is. */
  isQuiet: boolean;
  kind: About['kind'];
  topic: string | undefined;
  /** What the other wrote to them. */
  words: string[];
};

/** What `viewerId` can report of this; undefined when it is not theirs or not there any more. */
export function matterOf(work: Work, viewerId: string, { kind, id }: About): Promise<Matter | undefined> {
  return look[kind](work, viewerId, id);
}

type Look = (work: Work, viewerId: string, id: string) => Promise<Matter | undefined>;

const look: Record<About['kind'], Look> = {
  async offer(work, viewerId, id) {
    const { offer, request } = (await getOffer(work, id)) ?? {};
    if (!offer || !request || offer.mentorId !== viewerId) return undefined;
    const isQuiet = request.isAnonymous && !(await hasOpened(work, id));
    const words = [request.goal, request.tried, request.sourceText ?? ''];
    return { otherId: request.menteeId, isQuiet, kind: 'offer', topic: request.topic, words: words.filter(Boolean) };
  },
  async session(work, viewerId, id) {
    const session = await getSession(work, id);
    if (!session || roleOf(session, viewerId) === undefined) return undefined;
    const otherId = partnerOf(session, viewerId);
    const words = [
      ...(otherId === session.menteeId ? [session.goal] : []),
      ...session.recaps.filter((recap) => recap.authorId === otherId).map((recap) => recap.text),
    ];
    const isQuiet = partnerShown(session, viewerId) === undefined;
    const topic = await skillName(work, session.skillId);
    return { otherId, isQuiet, kind: 'session', topic, words: words.filter(Boolean) };
  },
  async thanks(work, viewerId, id) {
    const thanks = await thanksRead(work, id);
    if (thanks?.receiverId !== viewerId) return undefined;
    return { otherId: thanks.giverId, isQuiet: false, kind: 'thanks', topic: undefined, words: [thanks.words] };
  },
  async booking(work, viewerId, id) {
    const { booking, hours, topic } = (await bookingNow(work, id)) ?? {};
    if (!booking || !hours || ![booking.memberId, hours.hostId].includes(viewerId)) return undefined;
    const isHost = viewerId === hours.hostId;
    const otherId = isHost ? booking.memberId : hours.hostId;
    return { otherId, isQuiet: false, kind: 'booking', topic, words: isHost ? [booking.goal] : [] };
  },
};
