import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { publish } from '../../../events.ts';
import { iso } from '../../../time.ts';
import { careAbout } from '../../care/service/index.ts';
import { rankMentors } from '../../matching/service/index.ts';
import { getMembers, guestsOffering, lockMember, requireMember, skillsOf } from '../../members/service.ts';
import { isQueued, queuePrompt } from '../../prompts/service/index.ts';
import { spend } from '../../quotas/service.ts';
import { checkEligible } from '../../sessions/service/index.ts';
import { noteUse, sameSkills, skillName } from '../../skills/service/index.ts';
import type { Request } from '../rules/index.ts';
import { insertRequest, lockRequest, requestsOf, skillsWaitedFor, updateRequest, waitingFor } from '../store/index.ts';
import { noteTold, toldOf } from '../store/told.ts';
import { rowOf } from './ask.ts';
import { skillNamed } from './colleague.ts';
import { groupOf, helperFoundPrompt } from './job-kinds.ts';

/** Colleagues named at once when somebody appears. */
const MOST_HELPERS = 3;
/** Days for which somebody on a wait list is not told again (ours). */
const QUIET_DAYS = 7;

export type Wanted = { menteeId: string; skillId?: string | undefined; name: string; goal: string };

/**
 * Puts a member on the wait list of a skill, which is made when nobody has named it before; once is enough.
 * @returns the name of the skill. @throws UserError when they have an open request for it.
 */
export async function joinWaitList(tx: Tx, wanted: Wanted): Promise<string> {
  const { menteeId } = wanted;
  const care = await careAbout(tx, wanted.name);
  if (care) throw new UserError(`${care.says} ${care.turn}: ${care.contacts.join('; ')}.`);
  const member = await requireMember(tx, menteeId);
  await lockMember(tx, menteeId);
  const skillId = wanted.skillId ?? (await skillNamed(tx, wanted.name, menteeId)).id;
  const topic = await skillName(tx, skillId);
  const mine = (await requestsOf(tx, menteeId, ['open', 'waiting'])).find((r) => r.skillId === skillId);
  if (mine?.state === 'open') {
    throw new UserError(`You already have an open request about ${topic}. \`/mentor status\` shows how it is going.`);
  }
  if (!mine) {
    await spend(tx, member, 'wait list');
    await insertRequest(tx, rowOf(waiting(tx, menteeId, skillId, topic, wanted.goal)));
    await noteUse(tx, skillId, menteeId);
  }
  tx.touch(menteeId);
  return topic;
}

/**
 * Whoever waits for a topic lets it be named in public, without their name, or not any more.
 * @throws UserError when they do not wait for it.
 */
export async function letTopicBeNamed(tx: Tx, menteeId: string, topic: string, mayName: boolean): Promise<void> {
  const mine = (await requestsOf(tx, menteeId, ['waiting'])).find((request) => request.topic === topic);
  if (!mine) throw new UserError('You no longer wait for that. `/mentor` and the topic puts you on the list again.');
  await updateRequest(tx, mine.id, { may_name_topic: mayName ? 1 : 0 });
}

function waiting(tx: Tx, menteeId: string, skillId: string, topic: string, goal: string): Request {
  return {
    ...{ id: randomUUID(), menteeId, skillId, topic, goal, tried: '', minutes: 20, format: 'thread' },
    ...{ urgency: 'this week', isAnonymous: false, isPrivate: false, mayHint: false, mayNameTopic: false },
    ...{ sourceText: undefined, sourceLink: undefined },
    ...{ state: 'waiting', chosenId: undefined, candidates: [], progress: undefined },
    ...{ createdAt: tx.now, expiresAt: undefined },
  };
}

/** Somebody added a skill that they offer: those on its wait list who may ask them are told. */
export function helperAppeared(tx: Tx, skillId: string, memberId: string): Promise<void> {
  return wake(tx, [skillId], memberId);
}

/** Somebody can be asked again, after a break or with more time: the same for all that they offer. */
export async function helperIsBack(tx: Tx, memberId: string): Promise<void> {
  const { offers } = await skillsOf(tx, memberId);
  const skillIds = offers.map((skill) => skill.skillId);
  await wake(tx, skillIds, memberId);
}

/** Guests may be asked from now on: the same for each who offers something that somebody waits for. */
export async function guestsMayHelp(tx: Tx): Promise<void> {
  const skillIds = await sameSkills(tx, await skillsWaitedFor(tx));
  for (const memberId of await guestsOffering(tx, skillIds)) await helperIsBack(tx, memberId);
}

async function wake(tx: Tx, skillIds: string[], memberId: string): Promise<void> {
  for (const { id, menteeId } of await waitingFor(tx, await sameSkills(tx, skillIds))) {
    if ((await checkEligible(tx, memberId, menteeId)) !== undefined) continue;
    if ((await toldOf(tx, id, [memberId])).size === 0) await tellOnce(tx, id);
  }
}

/** Of several who come within some days, one is told of; the card names all who can be asked when it is sent. */
export async function tellOnce(tx: Tx, requestId: string): Promise<void> {
  const request = await lockRequest(tx, requestId);
  const since = tx.now.subtract({ hours: 24 * QUIET_DAYS });
  const group = groupOf(requestId);
  if (request?.state !== 'waiting' || (await isQueued(tx, helperFoundPrompt, group, since))) return;
  const key = `helper:${requestId}:${iso(tx.now)}`;
  await queuePrompt(tx, helperFoundPrompt, { requestId }, { memberId: request.menteeId, key, dueAt: tx.now, group });
}

/** Colleagues whom somebody on the wait list is told that they can ask now. */
export async function helpersFor(tx: Tx, request: Request): Promise<{ id: string; name: string }[]> {
  const matches = await rankMentors(tx, { skillId: request.skillId, menteeId: request.menteeId }, MOST_HELPERS);
  const ids = matches.map((match) => match.memberId);
  await publish(tx, { helpersShown: { memberId: request.menteeId, skillId: request.skillId, helperIds: ids } });
  await noteTold(tx, request.id, ids);
  const members = await getMembers(tx, ids);
  return ids.flatMap((id) => members.get(id) ?? []);
}
