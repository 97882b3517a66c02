import { sql } from 'kysely';
import { shown } from './asking.ts';
import { tablesOf } from './people.ts';
import type { World } from './world.ts';

export type Person = { id: string; name: string };

/** Messages of the app, and the Homes of others, that still tell of somebody: their id, their name, or one of their words. */
export function toldOf(world: World, { id: memberId, name }: Person, words: string[] = []): string[] {
  const found: string[] = [];
  for (const reader of world.slack.state.homes.keys()) {
    const said = reader === memberId ? '' : shown(world.as(reader).home()?.blocks);
    const word = [memberId, name, ...words].find((one) => said.includes(one));
    if (word) found.push(`Home of ${reader}: ${word}: ${said.slice(0, 300)}`);
  }
  for (const [id, { messages }] of world.slack.state.conversations)
    for (const message of messages.filter((one) => one.bot_id !== undefined && !one.files)) {
      const said = shown([message.text, message.blocks]);
      const word = [memberId, name, ...words].find((one) => said.includes(one));
      if (word) found.push(`${id}: ${word}: ${said.slice(0, 300)}`);
    }
  return found;
}

/** Columns of the database that still do; the bare id of the member's own row stays. */
export async function storedOf(world: World, { id, name: called }: Person, words: string[] = []): Promise<string[]> {
  const { db } = world.app().deps;
  const found: string[] = [];
  for (const { name, columns } of await tablesOf(db.read))
    for (const column of columns) {
      const { rows } = await sql<{
        value: unknown;
      }>`select ${sql.ref(column.name)} as value from ${sql.table(name)}`.execute(db.read);
      for (const { value } of rows) {
        const word = [id, called, ...words].find((one) => String(value).includes(one));
        if (word && `${name}.${column.name}` !== 'member.id') found.push(`${name}.${column.name}: ${value}`);
      }
    }
  return found;
}

/** Jobs that failed for good, or of which nobody knows how they ended. */
export function troubled(world: World): Promise<{ kind: string; outcome: string | null; error: string | null }[]> {
  return world
    .app()
    .deps.db.read.selectFrom('job')
    .select(['kind', 'outcome', 'error'])
    .where((e) => e.or([e('outcome', 'in', ['dead', 'unknown']), e('failures', '>', 0)]))
    .execute();
}
