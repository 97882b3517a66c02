import { z } from 'zod';
import { UserError } from '../../errors.ts';
import { publish } from '../../events.ts';
import { jobKind } from '../../jobs/define.ts';
import type { FieldErrors } from '../../slack/sentence.ts';
import { iso } from '../../time.ts';
import type { Work } from '../../work.ts';
import { getMember, getMembers, slackOwnerIds } from '../members/service.ts';
import { queuePrompt } from '../prompts/service.ts';
import { nextOccurrence } from '../recognition/rules.ts';
import { parseJson, peopleFields, readSettings, type Settings, type SettingsForm } from './rules.ts';
import { workspaceRow, writeWorkspace } from './store.ts';

/** Greets the first owner and says what to set up. */
export const welcome = jobKind('settings.welcome', z.object({}));

/** The workspace's settings, with defaults for whatever nobody decided. */
export async function getSettings(work: Work): Promise<Settings> {
  const row = await workspaceRow(work);
  return readSettings(row?.settings ?? '{}');
}

/** The name of the workspace, '' while it is not known. */
export async function workspaceName(work: Work): Promise<string> {
  return (await workspaceRow(work))?.name ?? '';
}

/** Whether this member may change the settings: Slack's owners and admins, and whom they named. */
export async function isOwner(work: Work, memberId: string): Promise<boolean> {
  const member = await getMember(work, memberId);
  if (!member || member.isDeactivated) return false;
  return member.isOwner || (await getSettings(work)).ownerIds.includes(memberId);
}

/** Everybody who may change the settings, active people only. */
export async function ownerIds(work: Work): Promise<string[]> {
  const { ownerIds: named } = await getSettings(work);
  const active = [...(await getMembers(work, named)).values()].filter((m) => !m.isDeactivated).map((m) => m.id);
  return [...new Set([...(await slackOwnerIds(work)), ...active])];
}

/** Who is told when something about the installation needs a hand: the named owners, else one of Slack's. */
export async function trustees(work: Work): Promise<string[]> {
  const all = await ownerIds(work);
  const { ownerIds: named } = await getSettings(work);
  const active = named.filter((id) => all.includes(id));
  return active.length > 0 ? active : all.slice(0, 1);
}

/** The app was taken out of the workspace: from now on nothing is written there, nor asked of Slack. */
export async function markUninstalled(work: Work): Promise<void> {
  await writeWorkspace(work, { uninstalled_at: iso(work.now) });
}

/** Makes sure that the workspace has its row, with Slack's name for it. */
export function saveWorkspace(work: Work, name: string, botUserId: string): Promise<void> {
  return writeWorkspace(work, { name, bot_user_id: botUserId, uninstalled_at: null });
}

/**
 * The primary owner of the Slack workspace becomes the first owner of Bitewise, gives it its zone, and is welcomed;
 * once only, and not when owners were named before.
 */
export async function welcomeOwner(work: Work, ownerId: string, zone: string): Promise<void> {
  const decided = parseJson((await workspaceRow(work))?.settings ?? '{}');
  if ('ownerIds' in decided) return;
  const settings = { ...(zone === '' ? {} : { zone }), ...decided, ownerIds: [ownerId] };
  await writeWorkspace(work, { settings: JSON.stringify(settings) });
  await queuePrompt(work, welcome, {}, { memberId: ownerId, key: `settings.welcome:${ownerId}`, dueAt: work.now });
}

/** Notes that Slack's directory was read to its end. */
export function directoryWasRead(work: Work): Promise<void> {
  return writeWorkspace(work, { synced_at: iso(work.now) });
}

/** Changes settings on behalf of `by`. @throws UserError when they are no owner. */
export async function saveSettings(work: Work, by: string, patch: Partial<Settings>): Promise<Settings> {
  const before = await settingsFor(work, by);
  const settings = { ...before, ...patch };
  await writeWorkspace(work, { settings: JSON.stringify(settings) });
  await publish(work, { settingsChanged: { guestsMayHelp: settings.allowGuests && !before.allowGuests } });
  return settings;
}

/** The settings for somebody who may change them. @throws UserError when they are no owner. */
export async function settingsFor(work: Work, by: string): Promise<Settings> {
  await ownersOnly(work, by);
  return getSettings(work);
}

/** Lets owners of Bitewise through. @throws UserError to anybody else. */
export async function ownersOnly(work: Work, by: string): Promise<void> {
  if (!(await isOwner(work, by))) throw new UserError(OWNERS_ONLY);
}

/** When the digest is posted next, or undefined without a channel for it. */
export function nextDigest(settings: Settings, now: Temporal.Instant): Temporal.Instant | undefined {
  const { digestChannel, digestCron, zone } = settings;
  return digestChannel === undefined ? undefined : nextOccurrence(digestCron, zone, now);
}

/**
 * What is wrong with the people whom a form newly names, by block id: owners, leaders and readers of concerns are active
 * members of this workspace.
 */
export async function peopleFaults(work: Work, before: Settings, chosen: SettingsForm): Promise<FieldErrors> {
  const faults: FieldErrors = {};
  for (const field of peopleFields) {
    const named = chosen[field].filter((id) => !before[field].includes(id));
    const members = await getMembers(work, named);
    const why = named.map((id) => whyNotNamed(members.get(id))).find((one) => one !== undefined);
    if (why !== undefined) faults[field] = `${why} Choose members of this workspace.`;
  }
  return faults;
}

function whyNotNamed(member: Awaited<ReturnType<typeof getMember>>): string | undefined {
  if (member === undefined) return 'Someone you chose isn’t a member here.';
  if (member.isBot) return `${member.name} is an app.`;
  if (member.isDeactivated) return `${member.name} isn’t a member here anymore.`;
  return member.isGuest ? `${member.name} is a guest.` : undefined;
}

const OWNERS_ONLY =
  'That is for the owners and admins of this workspace. One of them can name you as an owner of Bitewise.';
