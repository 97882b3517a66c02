import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Settings } from '../../settings/rules/index.ts';
import { getSettings } from '../../settings/service.ts';
import { slackOwnerIds } from '../store/index.ts';
import { getMember, getMembers } from './people.ts';

/** Whether this member may change the settings: Slack's owners and admins, and whom they named. */
export async function isOwner(tx: Tx, memberId: string): Promise<boolean> {
  const member = await getMember(tx, memberId);
  if (!member || member.isDeactivated) return false;
  return member.isOwner || (await getSettings(tx)).ownerIds.includes(memberId);
}

/** Everybody who may change the settings, active people only. */
export async function ownerIds(tx: Tx): Promise<string[]> {
  const { ownerIds: named } = await getSettings(tx);
  const active = [...(await getMembers(tx, named)).values()].filter((m) => !m.isDeactivated).map((m) => m.id);
  return [...new Set([...(await slackOwnerIds(tx)), ...active])];
}

/** What Home shows owners alone has changed. */
export async function touchOwners(tx: Tx): Promise<void> {
  for (const ownerId of await ownerIds(tx)) tx.touch(ownerId);
}

/** Who is told when something about the installation needs a hand: the named owners, else one of Slack's. */
export async function adminContacts(tx: Tx): Promise<string[]> {
  const all = await ownerIds(tx);
  const { ownerIds: named } = await getSettings(tx);
  const active = named.filter((id) => all.includes(id));
  return active.length > 0 ? active : all.slice(0, 1);
}

/** The settings for somebody who may change them. @throws UserError when they are no owner. */
export async function settingsFor(tx: Tx, by: string): Promise<Settings> {
  await ownersOnly(tx, by);
  return getSettings(tx);
}

/** Lets owners of Bitewise through. @throws UserError to anybody else. */
export async function ownersOnly(tx: Tx, by: string): Promise<void> {
  if (!(await isOwner(tx, by))) throw new UserError(OWNERS_ONLY);
}

const OWNERS_ONLY =
  'That is for the owners and admins of this workspace. One of them can name you as an owner of Bitewise.';
