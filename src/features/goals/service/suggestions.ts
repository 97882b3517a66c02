import type { Tx } from '../../../database/transaction.ts';
import { hasMentor, rankMentors } from '../../matching/service/index.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { hoursFor } from '../../office-hours/service/index.ts';
import type { Goal } from '../rules/index.ts';
import { openGoals } from '../store/index.ts';
import { setAside } from './freshness.ts';
import { couldHelpWith } from './ladder.ts';

/** Colleagues whom each goal suggests. */
const MOST_COLLEAGUES = 2;

/** A member's goals with what fits them, and what they could do with their skills: all that the modal shows. */
export async function goalsOf(tx: Tx, memberId: string) {
  const { zone } = await requireMember(tx, memberId);
  const goals = [];
  for (const goal of await openGoals(tx, memberId)) goals.push({ goal, ...(await fittingNow(tx, goal)) });
  return {
    goals,
    today: tx.now.toZonedDateTimeISO(zone).toPlainDate(),
    couldHelp: await couldHelpWith(tx, memberId),
    setAside: await setAside(tx, memberId),
  };
}

async function fittingNow(tx: Tx, { skill, memberId }: Goal) {
  if (!skill) return { colleagues: [], hours: [] };
  const matches = await rankMentors(tx, { skillId: skill.id, menteeId: memberId }, MOST_COLLEAGUES);
  const members = await getMembers(
    tx,
    matches.map((match) => match.memberId),
  );
  const colleagues = matches.map(({ memberId: id, reasons }) => ({ id, reasons, name: members.get(id)?.name ?? '' }));
  return { colleagues, hours: await hoursFor(tx, [skill.id], memberId, 1) };
}

/** A member's goals for their Home, each with whether somebody or something fits it now. */
export async function goalsInHome(tx: Tx, memberId: string) {
  const shown = [];
  for (const { words, skill } of await openGoals(tx, memberId)) {
    const hours = skill ? await hoursFor(tx, [skill.id], memberId, 1) : [];
    const isHelped = skill !== undefined && (await hasMentor(tx, { skillId: skill.id, menteeId: memberId }));
    shown.push({ words, isHelped, hoursAt: hours[0]?.next.start });
  }
  return shown;
}
