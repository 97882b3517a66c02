import type { Tx } from '../../../database/transaction.ts';
import { skillsAimedAt } from '../../goals/service/index.ts';
import { mentorsOffering, skillsOf } from '../../members/service.ts';
import { eligibleOf } from '../../sessions/service/index.ts';
import type { Reason, Reasons } from '../rules.ts';
import { waitingFor } from '../store/index.ts';

/** Topics that an invitation names of each. */
const MOST = 2;

/** What a member could ask for, as far as somebody may be asked, with how many colleagues offer it, and give, with how many wait for it. */
export async function reasonsFor(tx: Tx, memberId: string): Promise<Reasons> {
  const { offers, wants: wished } = await skillsOf(tx, memberId);
  const aims = await skillsAimedAt(tx, memberId);
  const wants = [...wished.filter((wish) => aims.every((aim) => aim.skillId !== wish.skillId)), ...aims];
  const offering = await mentorsOffering(
    tx,
    wants.map((skill) => skill.skillId),
  );
  const why = await eligibleOf(tx, [...new Set(offering.map((o) => o.memberId))], memberId);
  const asks = wants.map(({ skillId, name }): Reason => {
    const whys = offering.filter((o) => o.skillId === skillId).map((o) => why.get(o.memberId));
    // Whose week is full may be so by what was asked quietly: they offer it all the same.
    const offer = whys.filter((reason) => reason === undefined || reason === 'full').length;
    return { skillId, name, people: whys.includes(undefined) ? offer : 0 };
  });
  const waiting = await waitingFor(
    tx,
    offers.map((skill) => skill.skillId),
    memberId,
  );
  const gives = offers.map(({ skillId, name }): Reason => ({ skillId, name, people: waiting.get(skillId) ?? 0 }));
  return { asks: named(asks), gives: named(gives) };
}

const named = (reasons: Reason[]) =>
  reasons
    .filter((reason) => reason.people > 0)
    .sort((a, b) => b.people - a.people || a.name.localeCompare(b.name, 'en'))
    .slice(0, MOST);
