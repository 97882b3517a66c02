import { z } from 'zod';
import type { Database } from '../../../database/open.ts';
import type { ScopedDb } from '../../../database/scoped.ts';
import { instant, isZone } from '../../../time.ts';
import { formats, type Member } from '../rules/index.ts';
import type { MemberTable } from '../tables.ts';

const workDays = z.array(z.number().int().min(1).max(7)).min(1).catch([1, 2, 3, 4, 5]);
const otherHours = z
  .object({ days: z.array(z.number()), start: z.string(), end: z.string() })
  .optional()
  .catch(undefined);
const knownFormats = z
  .array(z.enum(formats))
  .min(1)
  .catch([...formats]);
const texts = z.array(z.string()).catch([]);

const optionalInstant = (text: string | null) => (text === null ? undefined : instant(text));

/** A stored member; `zone` stands in where Slack gave none. */
export function toMember(row: MemberTable, zone: string): Member {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    zone: isZone(row.zone) ? row.zone : zone,
    locale: row.locale,
    isBot: row.is_bot === 1,
    isGuest: row.is_guest === 1,
    isDeactivated: row.is_deactivated === 1,
    isOwner: row.is_owner === 1,
    workStart: row.work_start,
    workEnd: row.work_end,
    workDays: workDays.parse(JSON.parse(row.work_days)),
    otherHours: row.other_hours === '' ? undefined : otherHours.parse(JSON.parse(row.other_hours)),
    capacity: row.capacity,
    formats: knownFormats.parse(JSON.parse(row.formats)),
    usualMinutes: row.usual_minutes,
    pausedUntil: optionalInstant(row.paused_until),
    mutes: texts.parse(JSON.parse(row.mutes)),
    inDigest: row.in_digest === 1,
    department: row.department,
    unreachable: row.unreachable ?? undefined,
    homeOpenedAt: optionalInstant(row.home_opened_at),
    profileSavedAt: optionalInstant(row.profile_saved_at),
    erasedAt: optionalInstant(row.erased_at),
  };
}

/** The workspaces in which there is somebody of this id. */
export async function workspacesOf(read: Database['read'], id: string): Promise<string[]> {
  const rows = await read.selectFrom('member').select('workspace_id').where('id', '=', id).execute();
  return rows.map((row) => row.workspace_id);
}

export type MemberState = Pick<MemberTable, 'is_bot' | 'is_guest' | 'is_deactivated' | 'seen_at'>;

/** What decides whether somebody may use the app, or undefined for an id that is not known. */
export function findState(db: ScopedDb, id: string): Promise<MemberState | undefined> {
  return db
    .selectFrom('member')
    .select(['is_bot', 'is_guest', 'is_deactivated', 'seen_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}
