import type { Work } from '../../../work.ts';

/** What one member learns and wants to learn, and what they were asked about their skills. */
export async function learning(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const goals = await db
    .selectFrom('goal')
    .leftJoin('skill', 'skill.id', 'goal.skill_id')
    .select(['words', 'skill.name as skill', 'by_on', 'state', 'goal.created_at', 'looked_at', 'closed_at'])
    .where('goal.workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const fitting = await db
    .selectFrom('goal_news')
    .select(['kind', 'subject_id', 'noticed_at', 'told_on'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const askedAboutSkills = await db
    .selectFrom('skill_question')
    .innerJoin('skill', 'skill.id', 'skill_question.skill_id')
    .select(['skill.name as skill', 'kind', 'asked_at', 'answer', 'answered_at'])
    .where('skill_question.workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const lessons = await db
    .selectFrom('lesson_step')
    .select(['lesson', 'state', 'choice', 'at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  const courses = await db
    .selectFrom('course')
    .select(['track', 'state', 'started_at'])
    .where('workspace_id', '=', workspaceId)
    .where('member_id', '=', memberId)
    .execute();
  return { goals, fitting, askedAboutSkills, lessons, courses };
}
