import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { iso } from '../../../time.ts';
import type { SkillAliasTable } from '../tables.ts';

const people = z.array(z.string());

/** Who typed `key` and then chose `target`; undefined when it is an alias already. */
export async function typedBy(tx: Tx, key: string, target: string): Promise<string[] | undefined> {
  const row = await tx.db
    .selectFrom('skill_alias')
    .select(['origin', 'seen_by'])
    .where('key', '=', key)
    .where('target', '=', target)
    .executeTakeFirst();
  if (row === undefined) return [];
  return row.origin === 'typed' ? people.parse(JSON.parse(row.seen_by)) : undefined;
}

export async function saveAlias(
  tx: Tx,
  alias: Pick<SkillAliasTable, 'key' | 'text' | 'target' | 'origin'> & { seenBy: string[] },
): Promise<void> {
  const { seenBy, ...row } = alias;
  const change = { origin: row.origin, seen_by: JSON.stringify(seenBy) };
  await tx.db
    .insertInto('skill_alias')
    .values({ ...row, ...change, workspace_id: tx.workspaceId, created_at: iso(tx.now) })
    .onConflict((c) => c.columns(['workspace_id', 'key', 'target']).doUpdateSet(change))
    .execute();
}

/** Those who typed a text and meant `fromKey` now meant `intoKey`. */
export async function moveTyped(tx: Tx, fromKey: string, intoKey: string): Promise<void> {
  const rows = await tx.db
    .selectFrom('skill_alias')
    .select(['key', 'text', 'seen_by'])
    .where('target', '=', fromKey)
    .where('origin', '=', 'typed')
    .execute();
  for (const { key, text, seen_by } of rows) {
    const before = await typedBy(tx, key, intoKey);
    const seenBy = [...new Set([...(before ?? []), ...people.parse(JSON.parse(seen_by))])];
    if (before !== undefined) await saveAlias(tx, { key, text, target: intoKey, origin: 'typed', seenBy });
  }
  await tx.db.deleteFrom('skill_alias').where('target', '=', fromKey).where('origin', '=', 'typed').execute();
}
