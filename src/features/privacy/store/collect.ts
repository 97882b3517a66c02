import { z } from 'zod';
import type { Work } from '../../../work.ts';
import { collectBuddies } from './buddies.ts';
import { words } from './collect-words.ts';
import { collectInvited } from './invited.ts';
import { knowledgeCards } from './knowledge.ts';
import { learning } from './learning.ts';

/**
 * All that is kept about one member, for themselves: what they wrote, and what happened to them. What others wrote
 * about the same sessions stays theirs; other people appear by id only.
 */
export async function collect(work: Work, memberId: string): Promise<Record<string, unknown>> {
  return {
    profile: await profile(work, memberId),
    ...(await asked(work, memberId)),
    sessions: await sessions(work, memberId),
    officeHours: await officeHours(work, memberId),
    moments: await moments(work, memberId),
    buddies: await collectBuddies(work, memberId),
    ...(await afterwards(work, memberId)),
    ...(await learning(work, memberId)),
    ...(await written(work, memberId)),
    knowledgeCards: await knowledgeCards(work, memberId),
    ...(await recognised(work, memberId)),
    ...(await collectInvited(work, memberId)),
  };
}

async function profile(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const member = await db
    .selectFrom('member')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', memberId)
    .executeTakeFirst();
  const skills = await db
    .selectFrom('member_skill')
    .innerJoin('skill', 'skill.id', 'member_skill.skill_id')
    .select(['skill.name', 'member_skill.kind', 'member_skill.level', 'member_skill.added_at'])
    .where('member_skill.workspace_id', '=', workspaceId)
    .where('member_skill.member_id', '=', memberId)
    .execute();
  const blocks = await db
    .selectFrom('member_block')
    .select('blocked_id')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const shown = await db
    .selectFrom('exposure')
    .select(['amount', 'day'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  const ratherNotMatchedWith = blocks.map((b) => b.blocked_id);
  return { ...member, skills, ratherNotMatchedWith, shownLately: shown, ...(await words(work, memberId)) };
}

async function asked(work: Work, memberId: string) {
  const requests = await work.db
    .selectFrom('request')
    .innerJoin('skill', 'skill.id', 'request.skill_id')
    .select([
      'skill.name as topic',
      'goal',
      'tried',
      'minutes',
      'format',
      'urgency',
      'is_anonymous',
      'may_hint',
      'state',
    ])
    .select(['source_link', 'request.created_at', 'closed_at', 'waited_minutes'])
    .where('request.workspace_id', '=', work.workspaceId)
    .where('mentee_id', '=', memberId)
    .execute();
  // The goal of a request that came to this mentor is the asker's.
  const offers = await work.db
    .selectFrom('offer')
    .innerJoin('request', 'request.id', 'offer.request_id')
    .innerJoin('skill', 'skill.id', 'request.skill_id')
    .select(['skill.name as topic', 'offer.state', 'offered_at', 'answered_at', 'proposed_for'])
    .where('offer.workspace_id', '=', work.workspaceId)
    .where('offer.mentor_id', '=', memberId)
    .execute();
  return { requests, askedForHelp: offers };
}

async function sessions(work: Work, memberId: string) {
  const rows = await work.db
    .selectFrom('session')
    .innerJoin('skill', 'skill.id', 'session.skill_id')
    .select(['skill.name as topic', 'mentor_id', 'mentee_id', 'goal', 'minutes', 'format', 'state', 'ending'])
    .select(['planned_for', 'started_at', 'ended_at', 'recap'])
    .where('session.workspace_id', '=', work.workspaceId)
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .execute();
  return rows.map(({ goal, recap, ...row }) => ({
    ...row,
    ...(row.mentee_id === memberId ? { goal } : {}),
    myRecap: recapsOf(recap).filter((r) => r.authorId === memberId),
  }));
}

const recaps = z.array(z.object({ authorId: z.string(), text: z.string() }));

/** The recaps of a stored session. */
export function recapsOf(stored: string | null): z.infer<typeof recaps> {
  return recaps.parse(JSON.parse(stored ?? '[]'));
}

async function officeHours(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const held = await db
    .selectFrom('office_hours')
    .select(['rhythm', 'first_on', 'starts_at', 'zone', 'minutes', 'slot_minutes', 'capacity', 'place', 'link'])
    .select(['audience', 'last_on', 'created_at', 'ended_at'])
    .where('workspace_id', '=', workspaceId)
    .where('host_id', '=', memberId)
    .execute();
  const places = await db
    .selectFrom('booking')
    .innerJoin('skill', 'skill.id', 'booking.skill_id')
    .select(['skill.name as topic', 'starts_at', 'goal', 'state', 'booking.created_at'])
    .where('booking.workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  return { held, places };
}

async function moments(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const setUp = await db
    .selectFrom('moment')
    .select(['channel', 'days', 'starts_at', 'zone', 'minutes', 'deck', 'own', 'holidays', 'created_at', 'ended_at'])
    .where('workspace_id', '=', workspaceId)
    .where('owner_id', '=', memberId)
    .execute();
  const willingToHost = await db
    .selectFrom('moment_host')
    .innerJoin('moment', 'moment.id', 'moment_host.moment_id')
    .select(['moment.channel', 'moment_host.since'])
    .where('moment_host.workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const hosted = await db
    .selectFrom('moment_turn')
    .select(['starts_at', 'prompt', 'state'])
    .where('workspace_id', '=', workspaceId)
    .where('host_id', '=', memberId)
    .execute();
  const shared = await db
    .selectFrom('moment_share')
    .select('shared_at')
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  return { setUp, willingToHost, hosted, shared: shared.map((row) => row.shared_at) };
}

async function afterwards(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const nextSteps = await db
    .selectFrom('action')
    .select(['when_text', 'will_text', 'due_on', 'state', 'created_at', 'closed_at', 'partner_id'])
    .where('workspace_id', '=', workspaceId)
    .where('owner_id', '=', memberId)
    .execute();
  const reflections = await db
    .selectFrom('reflection')
    .select(['role', 'partner_id', 'question', 'usefulness', 'answer', 'differently', 'answered_at'])
    .where('workspace_id', '=', workspaceId)
    .where('author_id', '=', memberId)
    .execute();
  const outcomes = await db
    .selectFrom('outcome')
    .select(['mentor_id', 'answer', 'detail', 'answered_at'])
    .where('workspace_id', '=', workspaceId)
    .where('mentee_id', '=', memberId)
    .execute();
  const techniques = await db
    .selectFrom('technique')
    .select(['kind', 'pick', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('by_id', '=', memberId)
    .execute();
  return { nextSteps, reflections, outcomes, techniques };
}

async function recognised(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const badges = await db
    .selectFrom('badge')
    .select(['badge', 'earned_at', 'awarded_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const chosen = await db
    .selectFrom('recognition_choice')
    .select(['on_board', 'thanks_shown'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  const breaks = await db
    .selectFrom('member_break')
    .select(['started_at', 'ends_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  return { badges, whatOthersMaySee: chosen, breaks };
}

async function written(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const thanks = await db
    .selectFrom('thanks')
    .select(['giver_id', 'receiver_id', 'words', 'is_public', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('giver_id', '=', memberId), e('receiver_id', '=', memberId)]))
    .execute();
  const prompts = await db
    .selectFrom('prompt')
    .select(['kind', 'state', 'due_at', 'sent_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const contacts = await db
    .selectFrom('contact')
    .select(['kind', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  return { thanks, messagesPlanned: prompts, messagesSent: contacts };
}
