import type { Work } from '../../../work.ts';
import { getMembers } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { quarterOf, seenBy, standings } from '../rules/board.ts';
import { whoHides } from '../store/badges.ts';
import { usesInQuarter } from '../store/facts.ts';

/** The leaderboard of this quarter as one member sees it, or that there is none. */
export async function boardFor(work: Work, viewerId: string) {
  const { hasBoard, zone } = await getSettings(work);
  if (!hasBoard) return { isOn: false as const };
  const { start, label } = quarterOf(zone, work.now);
  const uses = await usesInQuarter(work, start);
  const hidden = await whoHides(work, 'on_board');
  const members = await getMembers(
    work,
    uses.map((use) => use.mentorId),
  );
  const may = (id: string) => {
    const member = members.get(id);
    if (!member || member.isBot || member.isDeactivated || member.erasedAt !== undefined) return false;
    return !hidden.has(id);
  };
  const { top, near } = seenBy(standings(uses, may), viewerId);
  const named = <T extends { memberId: string }>(one: T) => {
    return { ...one, name: members.get(one.memberId)?.name ?? 'A colleague', isYou: one.memberId === viewerId };
  };
  return {
    isOn: true as const,
    quarter: label,
    top: top.map(named),
    near: near.map(named),
    isHidden: hidden.has(viewerId),
  };
}
