import { z } from 'zod';
import type { Deps } from '../../../deps.ts';
import { jobKind } from '../../../jobs/define.ts';
import { enqueue } from '../../../jobs/store.ts';
import { judge } from '../../../slack/verdict.ts';
import { instant, iso, isZone } from '../../../time.ts';
import { inWork, type Work } from '../../../work.ts';
import { titleChanged } from '../../matching/service.ts';
import { helperIsBack } from '../../requests/service.ts';
import { directoryWasRead, welcomeOwner } from '../../settings/service.ts';
import { memberLeft } from '../service.ts';
import { type DirectoryColumns, memberRows, unseenSince, updateMember, upsertFromDirectory } from '../store.ts';

/** Reads one page of Slack's directory; `startedAt` is when the first page was read. */
export const sync = jobKind(
  'members.sync',
  z.object({ startedAt: z.string().optional(), cursor: z.string().optional() }),
);

/** People per page: what Slack recommends for users.list at the most. */
const PAGE = 200;
/** People written down in one transaction: some 5 ms of work, so that nobody waits for an acknowledgement. */
const AT_ONCE = 10;

/** A person as users.list, users.info, team_join and user_change give them. */
export const slackUser = z.object({
  id: z.string().min(1),
  name: z.string().optional(),
  real_name: z.string().optional(),
  deleted: z.boolean().optional(),
  tz: z.string().nullish(),
  locale: z.string().nullish(),
  is_bot: z.boolean().optional(),
  is_admin: z.boolean().optional(),
  is_owner: z.boolean().optional(),
  is_primary_owner: z.boolean().optional(),
  is_restricted: z.boolean().optional(),
  is_ultra_restricted: z.boolean().optional(),
  is_stranger: z.boolean().optional(),
  team_id: z.string().nullish(),
  enterprise_user: z
    .object({ teams: z.array(z.string()).nullish() })
    .nullish()
    .catch(undefined),
  profile: z
    .object({ display_name: z.string().nullish(), real_name: z.string().nullish(), title: z.string().nullish() })
    .nullish(),
});
export type SlackUser = z.infer<typeof slackUser>;

const SLACKBOT = 'USLACKBOT';

/** Plans the reading of the directory: today's, once per UTC date. Each reading plans the next day's. */
export async function planDirectorySync(work: Work, at = work.now): Promise<void> {
  const date = at.toZonedDateTimeISO('UTC').toPlainDate().toString();
  await enqueue(work, sync, {}, { key: `members.sync:${date}`, runAt: at });
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

/** What we keep of a person of the directory. A zone that is unknown here is left empty. */
export function fromDirectory(user: SlackUser): DirectoryColumns {
  const { profile } = user;
  const flag = (value: boolean | undefined) => (value ? 1 : 0);
  return {
    id: user.id,
    name: profile?.display_name || user.real_name || profile?.real_name || user.name || 'A colleague',
    handle: user.name ?? '',
    title: profile?.title ?? '',
    zone: user.tz && isZone(user.tz) ? user.tz : '',
    locale: user.locale ?? '',
    is_bot: flag(user.is_bot || user.id === SLACKBOT),
    is_guest: flag(user.is_restricted || user.is_ultra_restricted || user.is_stranger),
    is_deactivated: flag(user.deleted),
    is_owner: flag(user.is_owner || user.is_admin || user.is_primary_owner),
  };
}

/** Takes over what the directory says about one person, and closes what somebody who left was part of. */
export async function learnPerson(work: Work, user: SlackUser): Promise<void> {
  const theirs = fromDirectory(user);
  // An outsider is nobody who could be asked, thanked or trusted here, whatever they are at home.
  const isOut = isOutsider(user, work.workspaceId);
  const said = isOut ? { ...theirs, is_deactivated: 1, is_owner: 0 } : theirs;
  const [before] = await memberRows(work, [said.id]);
  // Somebody who had their data deleted is only known by id until they come back.
  const kept = before?.erased_at ? { ...said, name: before.name, handle: '', title: '', locale: '' } : said;
  await upsertFromDirectory(work, kept);
  if (before?.title !== kept.title) await titleChanged(work, said.id, kept.title);
  const isActiveAgain = before?.is_deactivated === 1 && kept.is_deactivated === 0;
  if (before?.unreachable && isActiveAgain) await updateMember(work, said.id, { unreachable: null });
  const isGuestNoMore = before?.is_guest === 1 && kept.is_guest === 0;
  if (isActiveAgain || isGuestNoMore) await helperIsBack(work, said.id);
  const isShownAnew = before?.name !== kept.name || before.is_owner !== kept.is_owner;
  // Not for everybody in every reading of a big directory.
  if (before?.home_opened_at && isShownAnew) work.touch(said.id);
  if (before?.is_deactivated === 0 && said.is_deactivated === 1) await memberLeft(work, said.id, 'left');
}

/** Reads a page, writes it down and plans the next one; each page is a job, so a big directory survives a restart. */
export async function readPage(deps: Deps, page: z.infer<typeof sync.payload>): Promise<void> {
  const startedAt = page.startedAt ?? iso(deps.clock.now());
  const listed = await orWait(deps, page, () =>
    deps.slack.users.list({ limit: PAGE, include_locale: true, ...(page.cursor ? { cursor: page.cursor } : {}) }),
  );
  if (listed === undefined) return;
  const everybody = (listed.members ?? []).flatMap((raw) => slackUser.safeParse(raw).data ?? []);
  const users = everybody.filter((user) => !isOutsider(user, deps.workspaceId));
  const cursor = listed.response_metadata?.next_cursor;
  for (let at = 0; at < users.length; at += AT_ONCE) {
    await inWork(deps, async (work) => {
      for (const user of users.slice(at, at + AT_ONCE)) await learnPerson(work, user);
    });
  }
  await inWork(deps, async (work) => {
    const owner = users.find((u) => u.is_primary_owner && !u.deleted);
    if (owner) await welcomeOwner(work, owner.id, fromDirectory(owner).zone);
    if (cursor) await enqueue(work, sync, { startedAt, cursor }, { key: `members.sync:${startedAt}:${cursor}` });
  });
  if (!cursor) await finishSync(deps, startedAt);
}

/** Hours until the directory is read again. */
const AGAIN = 24;

/** Who was not named any more is treated as deactivated. @returns how many people that were, up to `AT_ONCE`. */
async function dropUnseen(work: Work, startedAt: string): Promise<number> {
  const ids = await unseenSince(work, startedAt, AT_ONCE);
  for (const id of ids) {
    await updateMember(work, id, { is_deactivated: 1 });
    await memberLeft(work, id, 'left');
  }
  return ids.length;
}

async function finishSync(deps: Deps, startedAt: string): Promise<void> {
  while ((await inWork(deps, (work) => dropUnseen(work, startedAt))) === AT_ONCE);
  await inWork(deps, async (work) => {
    await directoryWasRead(work);
    await planDirectorySync(work, instant(startedAt).add({ hours: AGAIN }));
  });
}

/** Obeys a rate limit by planning the same page for when it is over; anything else is left to the job's retry. */
async function orWait<T>(
  deps: Deps,
  page: z.infer<typeof sync.payload>,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const verdict = judge(error);
    if (verdict.kind !== 'not sent' || verdict.seconds === undefined) throw error;
    const { seconds } = verdict;
    await inWork(deps, (work) => enqueue(work, sync, page, { runAt: work.now.add({ seconds }) }));
    return undefined;
  }
}

/** Reads one person of whom we know only the id. Somebody whom Slack does not know is treated as deactivated. */
export async function learnOne(deps: Deps, memberId: string): Promise<void> {
  try {
    const { user } = await deps.slack.users.info({ user: memberId, include_locale: true });
    const known = slackUser.parse(user);
    await inWork(deps, (work) => learnPerson(work, known));
  } catch (error) {
    const verdict = judge(error);
    if (verdict.kind !== 'never') throw error;
    await inWork(deps, (work) => updateMember(work, memberId, { is_deactivated: 1 }));
  }
}
