import type { Selectable } from 'kysely';
import type { Tx } from '../../database/transaction.ts';
import { instant, iso } from '../../time.ts';
import type { AppointmentKind, Version } from './rules/index.ts';
import type { CalendarEntryTable } from './tables.ts';

export type Key = { kind: AppointmentKind; id: string };
export type Entry = Version & { sequence: number; sentSequence: number | undefined };

const toEntry = (row: Selectable<CalendarEntryTable>): Entry => ({
  ...{ startsAt: instant(row.starts_at), endsAt: instant(row.ends_at), isOff: row.is_off === 1 },
  ...{ sequence: row.sequence, sentSequence: row.sent_sequence ?? undefined },
});

const columns = ({ startsAt, endsAt, isOff }: Version) => ({
  ...{ starts_at: iso(startsAt), ends_at: iso(endsAt), is_off: isOff ? 1 : 0 },
});

export async function findEntry(tx: Tx, { kind, id }: Key): Promise<Entry | undefined> {
  const row = await tx.db
    .selectFrom('calendar_entry')
    .selectAll()
    .where('kind', '=', kind)
    .where('of_id', '=', id)
    .executeTakeFirst();
  return row && toEntry(row);
}

/** Nothing happens where there is one by now. */
export async function insertEntry(tx: Tx, { kind, id }: Key, version: Version): Promise<void> {
  await tx.db
    .insertInto('calendar_entry')
    .values({
      ...{ workspace_id: tx.workspaceId, kind, of_id: id, sequence: 0, sent_sequence: null },
      ...columns(version),
    })
    .onConflict((c) => c.doNothing())
    .execute();
}

export async function raiseEntry(tx: Tx, { kind, id }: Key, version: Version, sequence: number): Promise<void> {
  await tx.db
    .updateTable('calendar_entry')
    .set({ ...columns(version), sequence })
    .where('kind', '=', kind)
    .where('of_id', '=', id)
    .where('sequence', '<', sequence)
    .execute();
}

/** A file with this sequence is in the conversation. */
export async function markSent(tx: Tx, { kind, id }: Key, sequence: number): Promise<void> {
  await tx.db
    .updateTable('calendar_entry')
    .set({ sent_sequence: sequence })
    .where('kind', '=', kind)
    .where('of_id', '=', id)
    .execute();
}
