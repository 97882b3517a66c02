import type { Work } from '../../work.ts';

/** Skills that at least one member offers, with how many do; most offered first. */
export async function offeredSkills(work: Work): Promise<{ id: string; name: string; offered: number }[]> {
  return work.db
    .selectFrom('member_skill as held')
    .innerJoin('skill', 'skill.id', 'held.skill_id')
    .select((e) => ['skill.id', 'skill.name', e.fn.countAll<number>().as('offered')])
    .where('held.workspace_id', '=', work.workspaceId)
    .where('held.kind', '=', 'offers')
    .groupBy(['skill.id', 'skill.name'])
    .orderBy('offered', 'desc')
    .orderBy('skill.name')
    .execute();
}
