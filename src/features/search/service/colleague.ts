import type { Tx } from '../../../database/transaction.ts';
import { areFew } from '../../../small-counts.ts';
import { isBefore } from '../../../time.ts';
import type { Format, Member } from '../../members/rules/index.ts';
import { getMembers, requireMember, skillsOf } from '../../members/service.ts';
import { hoursOf } from '../../office-hours/service/index.ts';
import { nextTogether } from '../../prompts/service/readers.ts';
import { overlap } from '../../sessions/rules/span.ts';
import { checkEligible, peopleHelped, sessionTimes, timesPlanned } from '../../sessions/service/index.ts';
import type { Level } from '../../skills/rules/names.ts';
import { hiddenSkills } from '../../skills/service/index.ts';

/** Skills on a card, and colleagues of one name that are offered to choose from. */
const MOST_SKILLS = 8;
const MOST_NAMESAKES = 8;

export type Person = { id: string; name: string; title: string };

/** What somebody reads of a colleague before they ask them. */
export type Colleague = Person & {
  isSelf: boolean;
  /** What they offer that stands in lists, best known first, and how many more there are. */
  skills: { id: string; name: string; level: Level }[];
  more: number;
  /** Different colleagues whom they helped; undefined where no figure may be told or they would rather not be named. */
  helped: number | undefined;
  formats: Format[];
  minutes: number;
  /** They can be asked by the viewer now; why not stays untold. */
  canBeAsked: boolean;
  /** The next time within a week when both are at work and neither is in a session. */
  freeAt: Temporal.Instant | undefined;
  hours: Awaited<ReturnType<typeof hoursOf>>;
};

/** Who was meant by a name: one colleague, several of that name, or nobody who is here any more. */
export type Named = { colleague: Colleague } | { namesakes: Person[]; more: number };

/** The colleagues of these ids, as somebody who named them sees them. */
export async function namedColleagues(tx: Tx, ids: string[], viewerId: string): Promise<Named> {
  const found = [...(await getMembers(tx, ids)).values()].filter(isHere);
  const [only] = found;
  if (only && found.length === 1) return { colleague: await colleague(tx, only, viewerId) };
  const namesakes = found.slice(0, MOST_NAMESAKES).map(({ id, name, title }) => ({ id, name, title }));
  return { namesakes, more: found.length - namesakes.length };
}

const isHere = (member: Member) => !member.isBot && !member.isDeactivated && member.erasedAt === undefined;

async function colleague(tx: Tx, member: Member, viewerId: string): Promise<Colleague> {
  const { id, name, title, formats, usualMinutes: minutes } = member;
  const isSelf = id === viewerId;
  const hidden = await hiddenSkills(tx, viewerId);
  const offers = (await skillsOf(tx, id)).offers.filter(({ skillId }) => !hidden.has(skillId));
  const skills = offers.slice(0, MOST_SKILLS).map(({ skillId, ...skill }) => ({ id: skillId, ...skill }));
  await requireMember(tx, viewerId);
  const canBeAsked = !isSelf && (await checkEligible(tx, id, viewerId)) === undefined;
  const helped = await peopleHelped(tx, id);
  return {
    ...{ id, name, title, isSelf, skills, formats, minutes, canBeAsked },
    more: offers.length - skills.length,
    helped: areFew(helped) || !member.inDigest ? undefined : helped,
    freeAt: canBeAsked ? await freeAt(tx, [id, viewerId], minutes) : undefined,
    hours: await hoursOf(tx, id, viewerId),
  };
}

/** The next time when both are at work and neither has a session, or something that will be one, for so many minutes. */
async function freeAt(tx: Tx, both: string[], minutes: number): Promise<Temporal.Instant | undefined> {
  const sessions = await sessionTimes(tx, both);
  const planned = await timesPlanned(tx, both);
  const taken = both.flatMap((id) => [...(sessions.get(id) ?? []), ...(planned.get(id) ?? [])]);
  const inTheWay = (startsAt: Temporal.Instant) =>
    taken.find((span) => overlap(span, { startsAt, endsAt: startsAt.add({ minutes }) }));
  let at = await nextTogether(tx, both, tx.now);
  for (let span = at && inTheWay(at); at && span; span = at && inTheWay(at)) {
    const next = await nextTogether(tx, both, span.endsAt);
    at = next && isBefore(at, next) ? next : undefined;
  }
  return at;
}
