import { z } from 'zod';
import { inTransaction, type Tx } from '../../../database/transaction.ts';
import type { WorkspaceDeps } from '../../../deps.ts';
import { publish } from '../../../events.ts';
import { type JobKind, jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { classifyError } from '../../../slack/classify-error.ts';
import { instant, iso, isZone } from '../../../time.ts';
import { directoryWasRead } from '../../settings/service.ts';
import { type DirectoryColumns, memberRows, updateMember, upsertFromDirectory } from '../store/index.ts';
import type { MemberTable } from '../tables.ts';
import { isBack } from './back.ts';
import { depart, settleReading } from './departures.ts';
import { learnJob } from './people.ts';

/** Reads one page of Slack's directory; `startedAt` is when the first page was read. */
export const syncJob = jobKind(
  'members.sync',
  z.object({ startedAt: z.string().optional(), cursor: z.string().optional() }),
);

/** People per page: what Slack recommends for users.list at the most. */
const PAGE = 200;
/** People written down in one transaction: some 5 ms of work, so that nobody waits for an acknowledgement. */
const AT_ONCE = 10;

/** What cannot be read counts as not said: one odd field says nothing about the rest of a person. */
const text = z.string().nullish().catch(null);
const flag = z.boolean().nullish().catch(null);

/** A person as users.list, users.info, team_join and user_change give them. */
export const slackUser = z.object({
  id: z.string().min(1),
  name: text,
  real_name: text,
  deleted: flag,
  tz: text,
  locale: text,
  is_bot: flag,
  is_admin: flag,
  is_owner: flag,
  is_primary_owner: flag,
  is_restricted: flag,
  is_ultra_restricted: flag,
  is_stranger: flag,
  team_id: text,
  enterprise_user: z
    .object({ teams: z.array(z.string()).nullish() })
    .nullish()
    .catch(undefined),
  profile: z.object({ display_name: text, real_name: text, title: text }).nullish().catch(null),
});
export type SlackUser = z.infer<typeof slackUser>;

const SLACKBOT = 'USLACKBOT';

/** Plans the reading of the directory: today's, once per UTC date. Each reading plans the next day's. */
export async function planDirectorySync(tx: Tx, at = tx.now): Promise<void> {
  const date = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await enqueue(tx, syncJob, {}, { key: `members.sync:${date}`, runAt: at });
}

/**
 * Whether somebody is of another workspace, and only met in a shared channel. In an Enterprise organisation people have a
 * home elsewhere, and all their workspaces are named.
 */
export function isOutsider(user: SlackUser, workspaceId: string): boolean {
  if (user.is_stranger) return true;
  const isHere = user.enterprise_user?.teams?.includes(workspaceId) ?? false;
  return Boolean(user.team_id) && user.team_id !== workspaceId && !isHere;
}

type Known = Required<DirectoryColumns>;
const NOTHING_KNOWN: Known = {
  ...{ id: '', name: '', handle: '', title: '', zone: '', locale: '' },
  ...{ is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0 },
};

/**
 * What we keep of a person of the directory. Where a field is missing or cannot be read, what was known `before` holds;
 * a zone that nobody here knows is such a field, and empty for somebody new.
 */
export function fromDirectory(user: SlackUser, before: Known = NOTHING_KNOWN): DirectoryColumns {
  const flag = (was: number, ...said: (boolean | null | undefined)[]) =>
    said.includes(true) ? 1 : said.includes(null) ? was : 0;
  return {
    id: user.id,
    name: nameOf(user, before.name),
    handle: user.name ?? before.handle,
    title: user.profile?.title ?? before.title,
    zone: user.tz && isZone(user.tz) ? user.tz : before.zone,
    locale: user.locale ?? '',
    is_bot: flag(before.is_bot, user.is_bot, user.id === SLACKBOT),
    is_guest: flag(before.is_guest, user.is_restricted, user.is_ultra_restricted, user.is_stranger),
    is_deactivated: flag(before.is_deactivated, user.deleted),
    is_owner: flag(before.is_owner, user.is_owner, user.is_admin, user.is_primary_owner),
  };
}

/** The display name, which is empty where somebody chose none; what they were called before where it is unclear. */
function nameOf({ profile, real_name, name }: SlackUser, before: string): string {
  const shown = profile?.display_name;
  if (shown) return shown;
  const isUnclear = [profile, shown, real_name].includes(null);
  return (isUnclear && before) || real_name || profile?.real_name || name || before || 'A colleague';
}

/**
 * Takes over what Slack says about one person, and closes what somebody who left was part of.
 * @param isReading this is one of all, as the directory is read: who left is only noted until it was read to its end.
 */
export async function learnPerson(tx: Tx, user: SlackUser, isReading = false): Promise<void> {
  const [before] = await memberRows(tx, [user.id]);
  // Somebody whom only others named is called nothing yet.
  const theirs = fromDirectory(user, before?.seen_at ? before : undefined);
  // An outsider is nobody who could be asked, thanked or trusted here, whatever they are at home.
  const isOut = isOutsider(user, tx.workspaceId);
  const said = isOut ? { ...theirs, is_deactivated: 1, is_owner: 0 } : theirs;
  const isLeaving = before?.is_deactivated === 0 && said.is_deactivated === 1;
  // Somebody who had their data deleted is only known by id until they come back.
  const words = before?.erased_at ? { ...said, name: before.name, handle: '', title: '', locale: '' } : said;
  const kept = isLeaving ? { ...words, is_deactivated: 0 } : words;
  await upsertFromDirectory(tx, kept);
  const isKnownAgain = await noteLeaving(tx, kept, said, before);
  const { title } = isKnownAgain ? said : kept;
  if (before?.title !== title) await publish(tx, { titleChanged: { memberId: said.id, title } });
  const isActiveAgain = before?.is_deactivated === 1 && kept.is_deactivated === 0;
  if (before?.unreachable && isActiveAgain) await updateMember(tx, said.id, { unreachable: null });
  const isGuestNoMore = before?.is_guest === 1 && kept.is_guest === 0;
  if (isActiveAgain || isGuestNoMore) await isBack(tx, said.id);
  if (before && before.zone !== kept.zone)
    await publish(tx, { memberMoved: { memberId: said.id, from: before.zone, to: kept.zone } });
  const isShownAnew = before?.name !== kept.name || before.is_owner !== kept.is_owner;
  // Not for everybody in every reading of a big directory.
  if (before?.home_opened_at && isShownAnew) tx.touch(said.id);
  if (isLeaving && !isReading) await depart(tx, said.id);
  else if (isLeaving) await updateMember(tx, said.id, { said_gone_at: iso(tx.now) });
  else if (before?.said_gone_at) await updateMember(tx, said.id, { said_gone_at: null });
}

/**
 * Remembers since when somebody has left; who is back and had not asked to be forgotten is known again.
 * @returns whether that is so.
 */
async function noteLeaving(
  tx: Tx,
  kept: DirectoryColumns,
  said: DirectoryColumns,
  before: MemberTable | undefined,
): Promise<boolean> {
  const hasLeft = kept.is_deactivated === 1;
  if (hasLeft && !before?.left_at) await updateMember(tx, said.id, { left_at: iso(tx.now) });
  if (hasLeft || !before?.left_at) return false;
  const wasReduced = before.erased_at !== null && before.paused_until === null;
  await updateMember(tx, said.id, { left_at: null, ...(wasReduced ? { erased_at: null } : {}) });
  if (wasReduced) await upsertFromDirectory(tx, said);
  return wasReduced;
}

/** Reads a page, writes it down and plans the next one; each page is a job, so a big directory survives a restart. */
export async function readPage(deps: WorkspaceDeps, page: z.infer<typeof syncJob.payload>): Promise<void> {
  const startedAt = page.startedAt ?? iso(deps.clock.now());
  // At once, so that a reading that fails is not the last.
  const next = instant(startedAt).add({ hours: AGAIN });
  if (page.startedAt === undefined) await inTransaction(deps, (tx) => planDirectorySync(tx, next));
  const { cursor: from } = page;
  const listed = await orWait(deps, syncJob, page, () =>
    deps.workspace.slack.users.list({ limit: PAGE, include_locale: true, ...(from ? { cursor: from } : {}) }),
  );
  if (listed === undefined) return;
  const everybody = (listed.members ?? []).flatMap((raw) => slackUser.safeParse(raw).data ?? []);
  const users = everybody.filter((user) => !isOutsider(user, deps.workspace.id));
  const cursor = listed.response_metadata?.next_cursor;
  for (let at = 0; at < users.length; at += AT_ONCE) {
    await inTransaction(deps, async (tx) => {
      for (const user of users.slice(at, at + AT_ONCE)) await learnPerson(tx, user, true);
    });
  }
  await inTransaction(deps, async (tx) => {
    const owner = users.find((u) => u.is_primary_owner && !u.deleted);
    if (owner) await publish(tx, { primaryOwnerFound: { memberId: owner.id, zone: fromDirectory(owner).zone } });
    if (cursor) await enqueue(tx, syncJob, { startedAt, cursor }, { key: `members.sync:${startedAt}:${cursor}` });
    else {
      await directoryWasRead(tx);
      await settleReading(tx, startedAt);
    }
  });
}

/** Hours until the directory is read again. */
const AGAIN = 24;

/** Obeys a rate limit by planning the same again for when it is over; anything else is left to the job's retry. */
async function orWait<P, T>(
  deps: WorkspaceDeps,
  kind: JobKind<P>,
  payload: P,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const verdict = classifyError(error);
    if (verdict.kind !== 'not sent' || verdict.seconds === undefined) throw error;
    const { seconds } = verdict;
    await inTransaction(deps, (tx) => enqueue(tx, kind, payload, { runAt: tx.now.add({ seconds }) }));
    return undefined;
  }
}

/** Reads one person of whom we know only the id, or whom the directory did not name. Whom Slack does not know has left. */
export async function learnOne(deps: WorkspaceDeps, memberId: string): Promise<void> {
  const said = await orWait(deps, learnJob, { memberId }, async () => {
    try {
      return (await deps.workspace.slack.users.info({ user: memberId, include_locale: true })).user;
    } catch (error) {
      if (!NOT_KNOWN.includes(classifyError(error).reason)) throw error;
      return GONE;
    }
  });
  if (said === undefined) return;
  await inTransaction(deps, async (tx) => {
    if (said === GONE) return departUnlessGone(tx, memberId);
    await learnPerson(tx, slackUser.parse(said));
  });
}

/** What Slack says of somebody who is not, or no longer, in the workspace. */
const NOT_KNOWN = ['user_not_found', 'users_not_found', 'user_not_visible'];
const GONE = Symbol('gone');

async function departUnlessGone(tx: Tx, memberId: string): Promise<void> {
  const [row] = await memberRows(tx, [memberId]);
  if (row?.is_deactivated === 0) await depart(tx, memberId);
}
