import type { Age, NobodysTable, PersonalData, PersonalTable } from '../../database/personal-data.ts';
import type { Schema } from '../../database/schema.ts';
import { personal as jobs } from '../../jobs/privacy.ts';
import { personal as buddies } from '../buddies/privacy.ts';
import { personal as concerns } from '../concerns/privacy.ts';
import { personal as followUps } from '../follow-ups/privacy.ts';
import { personal as goals } from '../goals/privacy.ts';
import { personal as knowledge } from '../knowledge/privacy.ts';
import { personal as launch } from '../launch-kit/privacy.ts';
import { personal as lessons } from '../lessons/privacy.ts';
import { personal as matching } from '../matching/privacy.ts';
import { personal as members } from '../members/privacy.ts';
import { personal as metrics } from '../metrics/privacy.ts';
import { personal as moments } from '../moments/privacy.ts';
import { personal as newsletter } from '../newsletter/privacy.ts';
import { personal as officeHours } from '../office-hours/privacy.ts';
import { personal as prompts } from '../prompts/privacy.ts';
import { personal as pulses } from '../pulses/privacy.ts';
import { personal as quotas } from '../quotas/privacy.ts';
import { personal as momentum } from '../re-engagement/privacy.ts';
import { personal as recognition } from '../recognition/privacy.ts';
import { personal as reflections } from '../reflections/privacy.ts';
import { personal as requests } from '../requests/privacy.ts';
import { personal as sessions } from '../sessions/privacy.ts';
import { personal as settings } from '../settings/privacy.ts';
import { personal as skills } from '../skills/privacy.ts';
import { personal as technique } from '../technique/privacy.ts';
import { personal as own } from './privacy.ts';

/** What each feature keeps about people, in the order of the features. */
const parts: PersonalData[] = [
  settings,
  quotas,
  skills,
  members,
  prompts,
  followUps,
  sessions,
  matching,
  lessons,
  technique,
  knowledge,
  requests,
  officeHours,
  goals,
  moments,
  buddies,
  newsletter,
  recognition,
  reflections,
  momentum,
  pulses,
  metrics,
  launch,
  concerns,
  own,
  jobs,
];

export type Declared = PersonalTable & { table: keyof Schema };
type Any = PersonalTable | NobodysTable;

/** Every table that a feature declares. */
export const declared = new Map(parts.flatMap((part) => Object.entries(part) as [keyof Schema, Any][]));

/** Which rows hold others back: each table's referring columns, by the table that they refer to. */
export const referring = Map.groupBy(
  [...declared].flatMap(([table, { refers = {} }]) =>
    Object.entries(refers).map(([column, to]) => ({ table, column, to: to as keyof Schema })),
  ),
  ({ to }) => to,
);

/** Every table, those that refer to another before it. */
export const tablesInOrder: (keyof Schema)[] = sorted();

/** The tables about people; those that refer to another come before it, so that they are deleted first. */
export const personalTables: Declared[] = tablesInOrder.flatMap((table) => {
  const found = declared.get(table)!;
  return 'nobodys' in found ? [] : [{ ...found, table }];
});

function sorted(): (keyof Schema)[] {
  const done = new Set<keyof Schema>();
  const order: (keyof Schema)[] = [];
  const visit = (table: keyof Schema) => {
    if (done.has(table)) return;
    done.add(table);
    for (const { table: child } of referring.get(table) ?? []) visit(child);
    order.push(table);
  };
  for (const table of declared.keys()) visit(table);
  return order;
}

/** The age at which rows of a table go by themselves, if they do. */
export const ageOf = ({ kept }: PersonalTable): Age<string> | undefined =>
  typeof kept === 'string' ? undefined : kept;
