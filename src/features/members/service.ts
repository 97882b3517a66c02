import { formerId } from '../../database/personal-data.ts';
import type { Tx } from '../../database/transaction.ts';
import { publish } from '../../events.ts';
import { isUnreachable } from '../../slack/classify-error.ts';
import { iso } from '../../time.ts';
import { isBack } from './service/back.ts';
import { getMember, requireMember } from './service/people.ts';
import { insertStranger, updateMember } from './store/index.ts';

export { admission } from './service/admission.ts';
export { backJob, expectBack, isBack } from './service/back.ts';
export { decideDeparture, departureOf, departureWaits } from './service/departures.ts';
export { learnPerson, planDirectorySync, type SlackUser } from './service/directory.ts';
export { findOrCreateSkill, mentorsOffering, offersSkill } from './service/offering.ts';
export { adminContacts, isOwner, ownerIds, ownersOnly, settingsFor, touchOwners } from './service/owners.ts';
export { pauseMember, resumeMember } from './service/pausing.ts';
export {
  everybody,
  getMember,
  getMembers,
  type Named,
  requireMember,
  skillsOf,
} from './service/people.ts';
export { blockMember } from './service/profile.ts';
export { checkReach, holdBackWords, mayReach, NOT_PASSED_ON } from './service/reach.ts';
/** What somebody is called whose data was deleted. */
export const FORMER_MEMBER = 'A former member';

export { blockedWith, blocksOf } from './store/blocks.ts';
export { countPeople } from './store/figures.ts';
export { activePeople, calledSo, leftBefore, lockMember, lockMembers, titlesAfter } from './store/index.ts';
export { deleteQuietBlock, hasQuietBlock, insertQuietBlock, unwantedBy } from './store/quiet-blocks.ts';
export { workspacesOf } from './store/read.ts';
export { guestsOffering } from './store/skills.ts';

/** Somebody looks at App Home: it is kept up to date from now on, and they can be reached after all. */
export async function homeOpened(tx: Tx, id: string): Promise<void> {
  const { unreachable } = await requireMember(tx, id);
  await updateMember(tx, id, { home_opened_at: iso(tx.now), unreachable: null });
  if (unreachable !== undefined) await isBack(tx, id);
  tx.touch(id);
}

/** Stops one kind of prompt for this member, or with `isMuted` false lets it come again. */
export async function setMute(tx: Tx, id: string, kind: string, isMuted: boolean): Promise<void> {
  const others = (await requireMember(tx, id)).mutes.filter((mute) => mute !== kind);
  await updateMember(tx, id, { mutes: JSON.stringify(isMuted ? [...others, kind] : others) });
  await publish(tx, { muteChanged: { memberId: id, kind } });
  tx.touch(id);
}

/** A direct message can never arrive: nobody asks this member any more. */
export async function markUnreachable(tx: Tx, memberId: string, reason: string): Promise<void> {
  const member = await getMember(tx, memberId);
  if (!member || member.unreachable !== undefined || !isUnreachable(reason)) return;
  await updateMember(tx, memberId, { unreachable: reason });
  await publish(tx, { memberUnreachable: { memberId, reason } });
}

/** Somebody in whose place another is named from now on, whose data was deleted. @returns their id. */
export async function addFormerMember(tx: Tx): Promise<string> {
  const id = formerId();
  await insertStranger(tx, id, FORMER_MEMBER);
  await updateMember(tx, id, { is_deactivated: 1 });
  return id;
}
