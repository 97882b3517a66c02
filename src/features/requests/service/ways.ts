import type { Tx } from '../../../database/transaction.ts';
import { hasMentor } from '../../matching/service/index.ts';
import { areNear, canTalk, type Format, formats, type Member } from '../../members/rules/index.ts';
import { getMember, requireMember } from '../../members/service.ts';
import type { SkillRef } from '../../skills/service/index.ts';

type Asking = { menteeId: string; mentorId?: string | undefined; skillId?: string | undefined };

/** Ways to talk that can work: with the picked colleague, else with anybody who offers the topic. */
export async function waysFor(tx: Tx, { menteeId, mentorId, skillId }: Asking): Promise<readonly Format[]> {
  const mentor = mentorId === undefined ? undefined : await getMember(tx, mentorId);
  if (mentor) {
    const asker = await requireMember(tx, menteeId);
    const fit = formats.filter((format) => canTalk(mentor.formats, areNear(mentor, asker), format));
    return fit.length > 0 ? fit : formats;
  }
  if (skillId === undefined || (await hasMentor(tx, { skillId, menteeId, format: 'in person' }))) return formats;
  return formats.filter((format) => format !== 'in person');
}

/** Why nobody can talk in this way, with what to do instead; undefined when somebody can, or nobody could in any. */
export async function whyNotThisWay(
  tx: Tx,
  { menteeId, mentorId }: Asking,
  format: Format,
  skill: SkillRef | undefined,
): Promise<string | undefined> {
  const mentor = mentorId === undefined ? undefined : await getMember(tx, mentorId);
  if (mentor) return whyNotWith(mentor, await requireMember(tx, menteeId), format);
  if (!skill || format !== 'in person') return undefined;
  const wish = { skillId: skill.id, menteeId };
  if ((await hasMentor(tx, { ...wish, format })) || !(await hasMentor(tx, wish))) return undefined;
  return `No one who offers ${skill.name} is where you are. Please pick another way to talk, such as by video.`;
}

function whyNotWith(mentor: Member, asker: Member, format: Format): string | undefined {
  const isNear = areNear(mentor, asker);
  if (canTalk(mentor.formats, isNear, format)) return undefined;
  if (format !== 'in person')
    return isNear
      ? `${mentor.name} talks in person only. Please pick “In person”.`
      : `${mentor.name} talks in person only, and isn’t where you are. Please close this and ask someone else.`;
  return isNear
    ? `${mentor.name} would rather not meet in person. Please pick another way to talk, such as by video.`
    : `${mentor.name} isn’t where you are. Please pick another way to talk, such as by video.`;
}
