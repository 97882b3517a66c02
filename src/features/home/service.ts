import type { Work } from '../../work.ts';
import { buddiesFor } from '../buddies/service.ts';
import { isReader } from '../concerns/service.ts';
import { actionsOf } from '../follow-ups/service.ts';
import { goalsInHome } from '../goals/service.ts';
import { countCards } from '../knowledge/service.ts';
import { progressOf } from '../lessons/service.ts';
import { isPaused } from '../members/rules.ts';
import { getMember, getMembers, isOwner, requireMember, setMute, skillsOf } from '../members/service.ts';
import { mineOf } from '../office-hours/service.ts';
import { recognitionOf } from '../recognition/service.ts';
import { unansweredOf } from '../reflections/service.ts';
import { openRequestsOf, pendingOffersOf, proposalsTo } from '../requests/service.ts';
import { isVeiled, partnerShown } from '../sessions/rules.ts';
import { sessionsOf } from '../sessions/service.ts';
import { getSettings } from '../settings/service.ts';
import { skillName } from '../skills/service/index.ts';
import { mutesFor, wantedGroups } from './rules.ts';

/** Everything that a member's App Home shows now, or undefined for somebody who never opened it. */
export async function homeOf(work: Work, memberId: string) {
  const member = await getMember(work, memberId);
  if (!member?.homeOpenedAt) return undefined;
  return {
    name: member.name,
    isErased: member.erasedAt !== undefined,
    pausedUntil: isPaused(member, work.now) ? member.pausedUntil : undefined,
    isNew: member.profileSavedAt === undefined,
    isOwner: await isOwner(work, memberId),
    isReader: await isReader(work, memberId),
    skills: await skillsOf(work, memberId),
    recognition: await recognitionOf(work, memberId),
    offers: await offersFor(work, memberId),
    proposals: (await proposalsTo(work, memberId)).flatMap(({ offer, request }) =>
      offer.proposedFor
        ? [{ requestId: request.id, offerId: offer.id, topic: request.topic, at: offer.proposedFor }]
        : [],
    ),
    requests: (await openRequestsOf(work, memberId)).map(({ id, topic, state }) => ({ id, topic, state })),
    sessions: await sessionsFor(work, memberId),
    actions: await actionsOf(work, memberId),
    reflections: await reflectionsFor(work, memberId),
    officeHours: await mineOf(work, memberId),
    goals: await goalsInHome(work, memberId),
    lessons: await progressOf(work, memberId),
    cards: await countCards(work, memberId),
    buddies: await buddiesFor(work, memberId),
  };
}

async function offersFor(work: Work, memberId: string) {
  const found = (await pendingOffersOf(work, memberId)).filter(({ request }) => request.state === 'open');
  return found.map(({ offer, request }) => ({
    id: offer.id,
    topic: request.topic,
    goal: request.goal,
    minutes: request.minutes,
    askerId: request.isAnonymous ? undefined : request.menteeId,
  }));
}

async function sessionsFor(work: Work, memberId: string) {
  const { sessionsChannel } = await getSettings(work);
  const sessions = [];
  for (const session of await sessionsOf(work, memberId, ['planned', 'open', 'running'])) {
    sessions.push({
      id: session.id,
      topic: await skillName(work, session.skillId),
      partnerId: partnerShown(session, memberId),
      isVeiled: isVeiled(session),
      state: session.state,
      plannedFor: session.plannedFor,
      endsAt: session.endsAt,
      // A group DM has no name that could be shown; the partner says which one it is.
      channel: session.place?.channel === sessionsChannel ? sessionsChannel : undefined,
    });
  }
  return sessions;
}

async function reflectionsFor(work: Work, memberId: string) {
  const unanswered = await unansweredOf(work, memberId);
  const partners = await getMembers(
    work,
    unanswered.map((r) => r.partnerId),
  );
  return unanswered.map((r) => ({ id: r.id, partner: partners.get(r.partnerId)?.name ?? 'a colleague' }));
}

/** Names of the groups of prompts that may come to a member. */
export async function remindersOf(work: Work, memberId: string): Promise<string[]> {
  return wantedGroups((await requireMember(work, memberId)).mutes);
}

/** Lets just these groups of prompts come to a member from now on. */
export async function chooseReminders(work: Work, memberId: string, wanted: string[]): Promise<void> {
  for (const { kind, isMuted } of mutesFor(wanted)) await setMute(work, memberId, kind, isMuted);
}
