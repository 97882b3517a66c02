import type { Age, NobodysTable, PersonalData, PersonalTable } from '../../../database/personal-data.ts';
import type { Schema } from '../../../database/schema.ts';

export type Declared = PersonalTable & { table: keyof Schema };
type Any = PersonalTable | NobodysTable;

/** Every table that a feature declares, in their order; like all below it is there once `features/index.ts` is loaded. */
export const declared = new Map<keyof Schema, Any>();

/** Which rows hold others back: each table's referring columns, by the table that they refer to. */
export const referring = new Map<keyof Schema, { table: keyof Schema; column: string; to: keyof Schema }[]>();

/** Every table, those that refer to another before it. */
export const tablesInOrder: (keyof Schema)[] = [];

/** The tables about people; those that refer to another come before it, so that they are deleted first. */
export const personalTables: Declared[] = [];

/** What each feature keeps about people, told once by whoever knows them all. */
export function declareParts(parts: PersonalData[]): void {
  for (const [table, one] of parts.flatMap((part) => Object.entries(part) as [keyof Schema, Any][])) {
    declared.set(table, one);
    for (const [column, to] of Object.entries(one.refers ?? {}) as [string, keyof Schema][])
      referring.set(to, [...(referring.get(to) ?? []), { table, column, to }]);
  }
  for (const table of declared.keys()) putInOrder(table);
  for (const table of tablesInOrder) {
    const found = declared.get(table)!;
    if (!('nobodys' in found)) personalTables.push({ ...found, table });
  }
}

function putInOrder(table: keyof Schema, above: readonly string[] = []): void {
  if (tablesInOrder.includes(table) || above.includes(table)) return;
  for (const { table: child } of referring.get(table) ?? []) putInOrder(child, [...above, table]);
  tablesInOrder.push(table);
}

/** The age at which rows of a table go by themselves, if they do. */
export const ageOf = ({ kept }: PersonalTable): Age<string> | undefined =>
  typeof kept === 'string' ? undefined : kept;
