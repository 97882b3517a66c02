import type { Work } from '../../../work.ts';
import { hasMentor, rankMentors } from '../../matching/service.ts';
import { getMembers, requireMember } from '../../members/service.ts';
import { hoursFor } from '../../office-hours/service.ts';
import type { Goal } from '../rules.ts';
import { openGoals } from '../store.ts';
import { setAside } from './freshness.ts';
import { couldHelpWith } from './ladder.ts';

/** Colleagues whom each goal suggests. */
const MOST_COLLEAGUES = 2;

/** A member's goals with what fits them, and what they could do with their skills: all that the modal shows. */
export async function goalsOf(work: Work, memberId: string) {
  const { zone } = await requireMember(work, memberId);
  const goals = [];
  for (const goal of await openGoals(work, memberId)) goals.push({ goal, ...(await fittingNow(work, goal)) });
  return {
    goals,
    today: work.now.toZonedDateTimeISO(zone).toPlainDate(),
    couldHelp: await couldHelpWith(work, memberId),
    setAside: await setAside(work, memberId),
  };
}

async function fittingNow(work: Work, { skill, memberId }: Goal) {
  if (!skill) return { colleagues: [], hours: [] };
  const matches = await rankMentors(work, { skillId: skill.id, menteeId: memberId }, MOST_COLLEAGUES);
  const members = await getMembers(
    work,
    matches.map((match) => match.memberId),
  );
  const colleagues = matches.map(({ memberId: id, reasons }) => ({ id, reasons, name: members.get(id)?.name ?? '' }));
  return { colleagues, hours: await hoursFor(work, [skill.id], memberId, 1) };
}

/** A member's goals for their Home, each with whether somebody or something fits it now. */
export async function goalsInHome(work: Work, memberId: string) {
  const shown = [];
  for (const { words, skill } of await openGoals(work, memberId)) {
    const hours = skill ? await hoursFor(work, [skill.id], memberId, 1) : [];
    const isHelped = skill !== undefined && (await hasMentor(work, { skillId: skill.id, menteeId: memberId }));
    shown.push({ words, isHelped, hoursAt: hours[0]?.next.start });
  }
  return shown;
}
