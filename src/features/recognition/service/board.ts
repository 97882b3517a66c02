import type { Tx } from '../../../database/transaction.ts';
import { getMembers } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { quarterOf, seenBy, standings } from '../rules/board.ts';
import { whoHides } from '../store/badges.ts';
import { usesInQuarter } from '../store/facts.ts';

/** The leaderboard of this quarter as one member sees it, or that there is none. */
export async function boardFor(tx: Tx, viewerId: string) {
  const { hasBoard, zone } = await getSettings(tx);
  if (!hasBoard) return { isOn: false as const };
  const { start, label } = quarterOf(zone, tx.now);
  const uses = await usesInQuarter(tx, start);
  const hidden = await whoHides(tx, 'on_board');
  const members = await getMembers(
    tx,
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
