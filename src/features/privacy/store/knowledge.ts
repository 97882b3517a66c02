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

/** Deletes cards that ended, and drafts that found no approval, before then; what is shown stays. */
export async function deleteOldCards({ db, workspaceId }: Work, before: string): Promise<void> {
  await db
    .deleteFrom('knowledge_card')
    .where('workspace_id', '=', workspaceId)
    .where('changed_at', '<', before)
    .where((e) =>
      e.or([
        e('state', '!=', 'open'),
        e('proposer_approved', '<', e.ref('version')),
        e('partner_approved', '<', e.ref('version')),
      ]),
    )
    .execute();
  const left = db.selectFrom('knowledge_card').select('id').where('workspace_id', '=', workspaceId);
  await db
    .deleteFrom('knowledge_help')
    .where('workspace_id', '=', workspaceId)
    .where('card_id', 'not in', left)
    .execute();
}
