import type { Tx } from '../../../database/transaction.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { getSettings } from '../../settings/service.ts';
import { MINUTES_TO_TAKE_BACK } from '../rules/thanks.ts';
import { badgesHeld, type Choices, choicesOf, endBreak, writeBreak, writeChoices } from '../store/badges.ts';
import { thanksSince, thanksTo } from '../store/thanks.ts';
import { badgesOf } from './badges.ts';

/** Thank-yous that a member sees of those they got. */
const MOST_THANKS = 5;

/** Names of a member's badges, and whether there is a board to look at. */
export async function recognitionOf(tx: Tx, memberId: string): Promise<{ badges: string[]; hasBoard: boolean }> {
  const { hasBoard } = await getSettings(tx);
  const isAny = (await badgesHeld(tx, memberId)).length > 0;
  return { badges: isAny ? (await badgesOf(tx, memberId)).map((badge) => badge.name) : [], hasBoard };
}

/** What a member earned and was told, what they may still take back, and what others may see. */
export async function mineOf(tx: Tx, memberId: string) {
  const since = tx.now.subtract({ minutes: MINUTES_TO_TAKE_BACK });
  const got = await thanksTo(tx, memberId, since, MOST_THANKS);
  const given = await thanksSince(tx, memberId, since);
  const people = await getMembers(tx, [...got.map((t) => t.giver_id), ...given.map((t) => t.receiver_id)]);
  const nameOf = (id: string) => people.get(id)?.name ?? 'A colleague';
  return {
    badges: await badgesOf(tx, memberId),
    thanks: got.map((t) => ({ from: nameOf(t.giver_id), words: t.words })),
    changeable: given.map((t) => ({ thanksId: t.id, to: nameOf(t.receiver_id), words: t.words })),
    choices: await choicesOf(tx, memberId),
    hasBoard: (await getSettings(tx)).hasBoard,
  };
}

/** Keeps what others may see of a member. What was not asked for stays as it was. */
export async function choose(tx: Tx, memberId: string, chosen: Partial<Choices>): Promise<void> {
  await requireMember(tx, memberId);
  await writeChoices(tx, memberId, { ...(await choicesOf(tx, memberId)), ...chosen });
  tx.touch(memberId);
}

/** Somebody takes a break until then, which must not cost them a badge. */
export const breakBegins = writeBreak;
export const breakEnds = endBreak;
