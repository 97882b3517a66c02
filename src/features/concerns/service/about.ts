import type { Tx } from '../../../database/transaction.ts';
import { pairNow } from '../../buddies/service/index.ts';
import type { About } from '../../care/rules.ts';
import { cardBetween, cardNow, wordsShown } from '../../knowledge/service/index.ts';
import { turnNow } from '../../moments/service.ts';
import { storyNow } from '../../newsletter/service/index.ts';
import { bookingNow } from '../../office-hours/service/index.ts';
import { thanksSeenBy } from '../../recognition/service/index.ts';
import { outcomeNow } from '../../reflections/service/outcome.ts';
import { getOffer, getRequest, whoAccepted } from '../../requests/service/index.ts';
import { partnerOf, partnerShown, roleOf } from '../../sessions/rules/index.ts';
import { agreedIn, getSession, hasOpened } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { suggestionSeenBy } from '../../suggestions/service/index.ts';

/** What a report can be about, as one of the two people in it has it in front of them. */
export type Matter = {
  /** Undefined where that is nobody in particular: whoever reads a knowledge card does not know whose it is. */
  otherId: string | undefined;
  /** They do not know who the other is. */
  isQuiet: boolean;
  kind: About['kind'];
  topic: string | undefined;
  /** What the other wrote to them. */
  words: string[];
};

/** What `viewerId` can report of this; undefined when it is not theirs or not there any more. */
export function matterOf(tx: Tx, viewerId: string, { kind, id }: About): Promise<Matter | undefined> {
  return look[kind](tx, viewerId, id);
}

type Look = (tx: Tx, viewerId: string, id: string) => Promise<Matter | undefined>;

const look: Record<About['kind'], Look> = {
  async offer(tx, viewerId, id) {
    const { offer, request } = (await getOffer(tx, id)) ?? {};
    if (!offer || !request || offer.mentorId !== viewerId) return undefined;
    const isQuiet = request.isAnonymous && !(await hasOpened(tx, id));
    const words = [request.goal, request.tried, request.sourceText ?? ''];
    return { otherId: request.menteeId, isQuiet, kind: 'offer', topic: request.topic, words: words.filter(Boolean) };
  },
  async request(tx, viewerId, id) {
    const request = await getRequest(tx, id);
    const otherId = request?.menteeId === viewerId ? await whoAccepted(tx, id) : undefined;
    if (!request || otherId === undefined) return undefined;
    return { otherId, isQuiet: false, kind: 'request', topic: request.topic, words: [] };
  },
  async session(tx, viewerId, id) {
    const session = await getSession(tx, id);
    if (!session || roleOf(session, viewerId) === undefined) return undefined;
    const otherId = partnerOf(session, viewerId);
    const words = [
      ...(otherId === session.menteeId ? [session.goal] : []),
      ...session.recaps.filter((recap) => recap.authorId === otherId).map((recap) => recap.text),
      ...(await stepsOf(tx, id, otherId)),
      ...(viewerId === session.mentorId ? [await lineFor(tx, id)] : []),
    ];
    const isQuiet = partnerShown(session, viewerId) === undefined;
    const topic = await skillName(tx, session.skillId);
    return { otherId, isQuiet, kind: 'session', topic, words: words.filter(Boolean) };
  },
  async thanks(tx, viewerId, id) {
    const thanks = await thanksSeenBy(tx, id, viewerId);
    if (!thanks) return undefined;
    const { giverId, receiverId, words } = thanks;
    const isMine = viewerId === giverId;
    const otherId = isMine ? receiverId : giverId;
    return { otherId, isQuiet: false, kind: 'thanks', topic: undefined, words: isMine ? [] : [words] };
  },
  async booking(tx, viewerId, id) {
    const { booking, hours, topic } = (await bookingNow(tx, id)) ?? {};
    if (!booking || !hours || ![booking.memberId, hours.hostId].includes(viewerId)) return undefined;
    const isHost = viewerId === hours.hostId;
    const otherId = isHost ? booking.memberId : hours.hostId;
    return { otherId, isQuiet: false, kind: 'booking', topic, words: isHost ? [booking.goal] : [] };
  },
  /** A question of the channel's own is by whoever set the moment up; any other is nobody's here. */
  async turn(tx, viewerId, id) {
    const { turn, moment } = (await turnNow(tx, id)) ?? {};
    if (!turn || !moment?.own.includes(turn.prompt) || moment.ownerId === viewerId) return undefined;
    return { otherId: moment.ownerId, isQuiet: false, kind: 'turn', topic: undefined, words: [turn.prompt] };
  },
  async pair(tx, viewerId, id) {
    const { pair } = (await pairNow(tx, id)) ?? {};
    // A newcomer reads who their buddy is once that colleague has said yes.
    const isNewcomer = pair?.newcomerId === viewerId && (pair.isTold || pair.state === 'accepted');
    if (!pair || !(isNewcomer || pair.buddyId === viewerId)) return undefined;
    const otherId = isNewcomer ? pair.buddyId : pair.newcomerId;
    return { otherId, isQuiet: false, kind: 'pair', topic: undefined, words: [] };
  },
  async story(tx, viewerId, id) {
    const { story, told } = (await storyNow(tx, id)) ?? {};
    if (!story || !told || story.partnerId !== viewerId) return undefined;
    return { otherId: story.authorId, isQuiet: false, kind: 'story', topic: told.topic, words: [told.words] };
  },
  async card(tx, viewerId, id) {
    const two = (await cardBetween(tx, id)).flat();
    const read = two.includes(viewerId) ? undefined : await wordsShown(tx, id, viewerId);
    if (read) return { otherId: undefined, isQuiet: false, kind: 'card', ...read };
    const [card, otherId] = [await cardNow(tx, id, viewerId), two.find((one) => one !== viewerId)];
    if (!card || otherId === undefined || !two.includes(viewerId)) return undefined;
    const words = card.isOwnText ? [] : [card.question, card.answer];
    return { otherId, isQuiet: false, kind: 'card', topic: card.topic, words };
  },
  /** Whoever made it reports the answer; an owner reports the suggestion, which may be nobody's in particular. */
  async suggestion(tx, viewerId, id) {
    const shown = await suggestionSeenBy(tx, viewerId, id);
    if (!shown) return undefined;
    const [otherId, words] = shown.isOwn ? [shown.answeredBy, shown.answer] : [shown.memberId, shown.words];
    return { otherId, isQuiet: false, kind: 'suggestion', topic: undefined, words: [words].filter(Boolean) };
  },
};

/** What the other agreed to do, in their words. */
async function stepsOf(tx: Tx, sessionId: string, ownerId: string): Promise<string[]> {
  const steps = await agreedIn(tx, sessionId);
  return steps.filter((step) => step.ownerId === ownerId).map(({ when, will }) => `When ${when}, I will ${will}`);
}

/** What the mentee wrote to the mentor about how they used it. */
async function lineFor(tx: Tx, sessionId: string): Promise<string> {
  const { outcome } = (await outcomeNow(tx, sessionId)) ?? {};
  return outcome?.answer === 'yes' ? outcome.detail : '';
}
