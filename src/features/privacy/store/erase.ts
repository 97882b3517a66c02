import { z } from 'zod';
import { iso } from '../../../time.ts';
import type { Work } from '../../../work.ts';
import { eraseBuddies } from './buddies.ts';
import { recapsOf } from './collect.ts';
import { eraseInvited } from './invited.ts';

const memberIds = z.array(z.string());

/**
 * Takes out of every table what is about one member. What partners still need stays without the member's words: that a
 * session took place, and whether it was of use. Their own row stays as a bare id, so that nobody is matched with them.
 */
export async function erase(work: Work, memberId: string): Promise<void> {
  await eraseProfile(work, memberId);
  await eraseTraces(work, memberId);
  await eraseWords(work, memberId);
  await eraseRecaps(work, memberId);
  await eraseSpellings(work, memberId);
  await eraseInvited(work, memberId);
  await eraseBuddies(work, memberId);
}

async function eraseProfile(work: Work, memberId: string): Promise<void> {
  await work.db
    .updateTable('member')
    .set({ name: 'A colleague', handle: '', title: '', zone: '', locale: '', work_start: '09:00', work_end: '17:00' })
    .set({
      work_days: '[1,2,3,4,5]',
      capacity: 2,
      formats: '[]',
      usual_minutes: 20,
      mutes: '[]',
      in_digest: 0,
      department: '',
    })
    .set({ profile_saved_at: null, erased_at: iso(work.now) })
    .where('workspace_id', '=', work.workspaceId)
    .where('id', '=', memberId)
    .execute();
}

async function eraseTraces(work: Work, memberId: string): Promise<void> {
  for (const table of [
    'member_skill',
    'course',
    'goal_news',
    'goal',
    'skill_question',
    'lesson_step',
    'member_block',
    'prompt',
    'contact',
    'exposure',
    'hint',
    'office_hours_guest',
    'moment_host',
    'moment_share',
    'badge',
    'recognition_choice',
    'member_break',
    'knowledge_help',
  ] as const) {
    await work.db
      .deleteFrom(table)
      .where('workspace_id', '=', work.workspaceId)
      .where('member_id', '=', memberId)
      .execute();
  }
}

async function eraseWords(work: Work, memberId: string): Promise<void> {
  const { db, workspaceId } = work;
  await db
    .updateTable('request')
    .set({ goal: '', tried: '', source_text: null, source_link: null })
    .where('workspace_id', '=', workspaceId)
    .where('mentee_id', '=', memberId)
    .execute();
  await db
    .updateTable('session')
    .set({ goal: '' })
    .where('workspace_id', '=', workspaceId)
    .where('mentee_id', '=', memberId)
    .execute();
  await db
    .updateTable('booking')
    .set({ goal: '' })
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  await db
    .updateTable('office_hours')
    .set({ link: '' })
    .where('workspace_id', '=', workspaceId)
    .where('host_id', '=', memberId)
    .execute();
  await db.deleteFrom('technique').where('workspace_id', '=', workspaceId).where('by_id', '=', memberId).execute();
  await db
    .updateTable('moment_turn')
    .set({ host_id: null })
    .where('workspace_id', '=', workspaceId)
    .where('host_id', '=', memberId)
    .execute();
  await db
    .updateTable('moment')
    .set({ own: '[]', deck: 'insights' })
    .where('workspace_id', '=', workspaceId)
    .where('owner_id', '=', memberId)
    .where('deck', '=', 'own')
    .execute();
  // That they came to fit other people's goals.
  await db
    .deleteFrom('goal_news')
    .where('workspace_id', '=', workspaceId)
    .where('kind', '=', 'helper')
    .where('subject_id', '=', memberId)
    .execute();
  await db.deleteFrom('action').where('workspace_id', '=', workspaceId).where('owner_id', '=', memberId).execute();
  await db.deleteFrom('reflection').where('workspace_id', '=', workspaceId).where('author_id', '=', memberId).execute();
  await db
    .updateTable('outcome')
    .set({ detail: '' })
    .where('workspace_id', '=', workspaceId)
    .where('mentee_id', '=', memberId)
    .execute();
  await db
    .updateTable('knowledge_card')
    .set({ question: '', answer: '', reason: '' })
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('proposer_id', '=', memberId), e('partner_id', '=', memberId)]))
    .execute();
  await db
    .deleteFrom('thanks')
    .where('workspace_id', '=', workspaceId)
    .where((e) => e.or([e('giver_id', '=', memberId), e('receiver_id', '=', memberId)]))
    .execute();
}

async function eraseRecaps(work: Work, memberId: string): Promise<void> {
  const rows = await work.db
    .selectFrom('session')
    .select(['id', 'recap'])
    .where('workspace_id', '=', work.workspaceId)
    .where('recap', 'is not', null)
    .where((e) => e.or([e('mentor_id', '=', memberId), e('mentee_id', '=', memberId)]))
    .execute();
  for (const { id, recap } of rows) {
    const others = recapsOf(recap).filter((r) => r.authorId !== memberId);
    await work.db
      .updateTable('session')
      .set({ recap: others.length > 0 ? JSON.stringify(others) : null })
      .where('workspace_id', '=', work.workspaceId)
      .where('id', '=', id)
      .execute();
  }
}

/** Who typed a spelling that the workspace learns is kept so that people count once; now one counts less, or none is left. */
async function eraseSpellings({ db, workspaceId }: Work, memberId: string): Promise<void> {
  const rows = await db
    .selectFrom('skill_alias')
    .select(['key', 'target', 'seen_by'])
    .where('workspace_id', '=', workspaceId)
    .where('seen_by', 'like', `%"${memberId}"%`)
    .execute();
  for (const { key, target, seen_by } of rows) {
    const others = memberIds.parse(JSON.parse(seen_by)).filter((id) => id !== memberId);
    const kept = { workspace_id: workspaceId, key, target };
    if (others.length === 0)
      await db
        .deleteFrom('skill_alias')
        .where((e) => e.and(kept))
        .execute();
    else
      await db
        .updateTable('skill_alias')
        .set({ seen_by: JSON.stringify(others) })
        .where((e) => e.and(kept))
        .execute();
  }
}
