import type { Work } from '../../../work.ts';

/** The knowledge cards of a member, whose words are both people's, and those that helped them. */
export async function knowledgeCards(work: Work, memberId: string) {
  const { db, workspaceId } = work;
  const written = await db
    .selectFrom('knowledge_card as c')
    .innerJoin('skill', 'skill.id', 'c.skill_id')
    .select(['skill.name as topic', 'c.proposer_id', 'c.partner_id', 'c.question', 'c.answer', 'c.state', 'c.version'])
    .select(['c.proposer_approved', 'c.partner_approved', 'c.published_at', 'c.changed_at'])
    .where('c.workspace_id', '=', workspaceId)
    .where((e) => e.or([e('c.proposer_id', '=', memberId), e('c.partner_id', '=', memberId)]))
    .execute();
  const helpedMe = await db
    .selectFrom('knowledge_help as h')
    .innerJoin('knowledge_card as c', 'c.id', 'h.card_id')
    .innerJoin('skill', 'skill.id', 'c.skill_id')
    .select(['skill.name as topic', 'c.question', 'h.month'])
    .where('h.workspace_id', '=', workspaceId)
    .where('h.member_id', '=', memberId)
    .execute();
  return { written, helpedMe };
}
