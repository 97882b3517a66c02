import { z } from 'zod';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import type { SkillAliasTable } from './store.ts';

const people = z.array(z.string());

/** Who typed `key` and then chose `target`; undefined when it is an alias already. */
export async function typedBy(work: Work, key: string, target: string): Promise<string[] | undefined> {
  const row = await work.db
    .selectFrom('skill_alias')
    .select(['origin', 'seen_by'])
    .where('workspace_id', '=', work.workspaceId)
    .where('key', '=', key)
    .where('target', '=', target)
    .executeTakeFirst();
  if (row === undefined) return [];
  return row.origin === 'typed' ? people.parse(JSON.parse(row.seen_by)) : undefined;
}

export async function saveAlias(
  work: Work,
  alias: Pick<SkillAliasTable, 'key' | 'text' | 'target' | 'origin'> & { seenBy: string[] },
): Promise<void> {
  const { seenBy, ...row } = alias;
  const change = { origin: row.origin, seen_by: JSON.stringify(seenBy) };
  await work.db
    .insertInto('skill_alias')
    .values({ ...row, ...change, workspace_id: work.workspaceId, created_at: iso(work.now) })
    .onConflict((c) => c.columns(['workspace_id', 'key', 'target']).doUpdateSet(change))
    .execute();
}

/** Everything that referred to the skill `from` refers to `into`; `from` is gone. Who had both keeps the higher level. */
export async function moveReferences(work: Work, from: string, into: string): Promise<void> {
  const { db, workspaceId } = work;
  const held = await db
    .selectFrom('member_skill')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
  for (const row of held)
    await db
      .insertInto('member_skill')
      .values({ ...row, skill_id: into })
      .onConflict((c) =>
        c
          .columns(['workspace_id', 'member_id', 'skill_id', 'kind'])
          .doUpdateSet({ level: row.level })
          .where('member_skill.level', '<', row.level),
      )
      .execute();
  await db.deleteFrom('member_skill').where('workspace_id', '=', workspaceId).where('skill_id', '=', from).execute();
  await db
    .updateTable('session')
    .set({ skill_id: into })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
  await moveRequests(work, from, into);
  await db.deleteFrom('skill').where('workspace_id', '=', workspaceId).where('id', '=', from).execute();
}

/** Of two open requests of one person that would become one topic, the older stays as it is and the other is closed. */
async function moveRequests({ db, workspaceId, now }: Work, from: string, into: string): Promise<void> {
  const open = ['open', 'waiting'] as const;
  const kept = db
    .selectFrom('request')
    .select('mentee_id')
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', into)
    .where('state', 'in', open);
  await db
    .updateTable('request')
    .set({ state: 'cancelled', closed_at: iso(now) })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .where('state', 'in', open)
    .where('mentee_id', 'in', kept)
    .execute();
  await db
    .updateTable('request')
    .set({ skill_id: into })
    .where('workspace_id', '=', workspaceId)
    .where('skill_id', '=', from)
    .execute();
}
