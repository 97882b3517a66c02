import type { Tx } from '../../../database/transaction.ts';
import { type Maybe, maybeHelpers } from '../../matching/service/index.ts';
import { getMembers } from '../../members/service.ts';

/** Somebody who does not offer the topic, and why they may know more all the same. */
export type MaybeHelper = { id: string; name: string; title: string; why: Maybe['source']; word: string };

/** Colleagues whom a job title or an earlier conversation suggests; who offers the topic is not among them by itself. */
export async function mayKnowMore(tx: Tx, text: string, menteeId: string, limit?: number): Promise<MaybeHelper[]> {
  const found = await maybeHelpers(tx, { text, menteeId }, limit);
  const members = await getMembers(
    tx,
    found.map((one) => one.memberId),
  );
  return found.flatMap(({ memberId, source, word }) => {
    const member = members.get(memberId);
    return member ? [{ id: memberId, name: member.name, title: member.title, why: source, word }] : [];
  });
}
