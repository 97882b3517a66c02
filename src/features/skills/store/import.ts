import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { ImportPlan } from '../rules/import-plan.ts';
import { normalise } from '../rules/normalise.ts';

/** Writes a plan into the workspace's vocabulary; doing it twice changes nothing. */
export async function applyImport(tx: Tx, plan: ImportPlan): Promise<void> {
  const { workspaceId: workspace_id } = tx;
  const created_at = iso(tx.now);
  for (const { name, aliases } of [...plan.added, ...plan.extended]) {
    const target = normalise(name);
    await tx.db
      .insertInto('skill')
      .values({ id: randomUUID(), workspace_id, key: target, name, created_at })
      .onConflict((c) => c.columns(['workspace_id', 'key']).doNothing())
      .execute();
    for (const text of aliases)
      await tx.db
        .insertInto('skill_alias')
        .values({ workspace_id, key: normalise(text), text, target, origin: 'imported', created_at })
        .onConflict((c) => c.columns(['workspace_id', 'key', 'target']).doNothing())
        .execute();
  }
}

/** These skills, each once for every name of it that came with a list, or with null. */
export function withImported(tx: Tx, skillIds: string[]) {
  return tx.db
    .selectFrom('skill')
    .leftJoin('skill_alias as a', (join) =>
      join
        .onRef('a.workspace_id', '=', 'skill.workspace_id')
        .onRef('a.target', '=', 'skill.key')
        .on('a.origin', '=', 'imported'),
    )
    .select(['skill.id', 'skill.key', 'skill.approved_at', 'a.key as imported'])
    .where('skill.id', 'in', [...new Set(skillIds)])
    .execute();
}
