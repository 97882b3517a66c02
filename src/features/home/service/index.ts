import type { Tx } from '../../../database/transaction.ts';
import { buddiesFor } from '../../buddies/service/index.ts';
import { isReader } from '../../concerns/service/index.ts';
import { actionsOf } from '../../follow-ups/service.ts';
import { goalsInHome } from '../../goals/service/index.ts';
import { countCards } from '../../knowledge/service/index.ts';
import { progressInHome } from '../../lessons/service/index.ts';
import { isPaused } from '../../members/rules/index.ts';
import { getMember, getMembers, requireMember, setMute, skillsOf } from '../../members/service.ts';
import { mineOf } from '../../office-hours/service/index.ts';
import { pulseWaiting } from '../../pulses/service/index.ts';
import { recognitionOf } from '../../recognition/service/index.ts';
import { unansweredOf } from '../../reflections/service/index.ts';
import { openRequestsOf, pendingOffersOf, proposalsTo } from '../../requests/service/index.ts';
import { isVeiled, partnerShown } from '../../sessions/rules/index.ts';
import { sessionsOf } from '../../sessions/service/index.ts';
import { skillName } from '../../skills/service/index.ts';
import { mutesFor, wantedGroups } from '../rules.ts';
import { forOwner } from './owners.ts';

/** Everything that a member's App Home shows now, or undefined for somebody who never opened it. */
export async function homeOf(tx: Tx, memberId: string) {
  const member = await getMember(tx, memberId);
  if (!member?.homeOpenedAt) return undefined;
  return {
    name: member.name,
    isErased: member.erasedAt !== undefined,
    pausedUntil: isPaused(member, tx.now) ? member.pausedUntil : undefined,
    isNew: member.profileSavedAt === undefined,
    owner: await forOwner(tx, memberId),
    isReader: await isReader(tx, memberId),
    skills: await skillsOf(tx, memberId),
    recognition: await recognitionOf(tx, memberId),
    offers: await offersFor(tx, memberId),
    proposals: (await proposalsTo(tx, memberId)).flatMap(({ offer, request }) =>
      offer.proposedFor
        ? [{ requestId: request.id, offerId: offer.id, topic: request.topic, at: offer.proposedFor }]
        : [],
    ),
    requests: (await openRequestsOf(tx, memberId)).map(({ id, topic, state }) => ({ id, topic, state })),
    sessions: await sessionsFor(tx, memberId),
    actions: await actionsOf(tx, memberId),
    reflections: await reflectionsFor(tx, memberId),
    officeHours: await mineOf(tx, memberId),
    goals: await goalsInHome(tx, memberId),
    lessons: await progressInHome(tx, memberId),
    cards: await countCards(tx, memberId),
    buddies: await buddiesFor(tx, memberId),
    pulse: await pulseWaiting(tx, memberId),
  };
}

async function offersFor(tx: Tx, memberId: string) {
  const found = (await pendingOffersOf(tx, memberId)).filter(({ request }) => request.state === 'open');
  return found.map(({ offer, request }) => ({
    id: offer.id,
    topic: request.topic,
    goal: request.goal,
    minutes: request.minutes,
    askerId: request.isAnonymous ? undefined : request.menteeId,
  }));
}

async function sessionsFor(tx: Tx, memberId: string) {
  const sessions = [];
  for (const session of await sessionsOf(tx, memberId, ['planned', 'open', 'running'])) {
    sessions.push({
      id: session.id,
      topic: await skillName(tx, session.skillId),
      partnerId: partnerShown(session, memberId),
      isVeiled: isVeiled(session),
      isPlaced: session.place !== undefined,
      state: session.state,
      plannedFor: session.plannedFor,
      endsAt: session.endsAt,
      // A group DM has no name that could be shown; the partner says which one it is.
      channel: session.place?.isShared ? session.place.channel : undefined,
    });
  }
  return sessions;
}

async function reflectionsFor(tx: Tx, memberId: string) {
  const unanswered = await unansweredOf(tx, memberId);
  const partners = await getMembers(
    tx,
    unanswered.map((r) => r.partnerId),
  );
  return unanswered.map((r) => ({ id: r.id, partner: partners.get(r.partnerId)?.name ?? 'a colleague' }));
}

/** Names of the groups of prompts that may come to a member. */
export async function remindersOf(tx: Tx, memberId: string): Promise<string[]> {
  return wantedGroups((await requireMember(tx, memberId)).mutes);
}

/** Lets just these groups of prompts come to a member from now on. */
export async function chooseReminders(tx: Tx, memberId: string, wanted: string[]): Promise<void> {
  for (const { kind, isMuted } of mutesFor(wanted)) await setMute(tx, memberId, kind, isMuted);
}
