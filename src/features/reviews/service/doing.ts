import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { maybeHelpers } from '../../matching/service/index.ts';
import { blockedWith, getMember, getMembers } from '../../members/service.ts';
import { departmentKey } from '../../metrics/rules/departments.ts';
import { cancelPrompts, queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { MOST_ZONES, offerMinuteChoices } from '../../settings/rules/forms.ts';
import type { Settings } from '../../settings/rules/index.ts';
import { getSettings, lockWorkspace, writeSettings } from '../../settings/service.ts';
import { findTopic } from '../../skills/service/index.ts';
import { canBeDone } from '../rules/proposals.ts';
import { type Adjustment, findAdjustment, updateAdjustment, whoOffers } from '../store.ts';
import { askGroup, askToHelpPrompt } from './job-kinds.ts';
import { openFor } from './still-open.ts';

/** People who are asked for one adjustment. */
const MOST_ASKED = 20;

const MANY_ZONES =
  'Ten time zones have a longer time already. Please end one in `/mentor settings` first, or give everyone longer.';

/** Does the app's part of an adjustment, once. @returns its review. @throws UserError when it cannot. */
export async function doPart(tx: Tx, by: string, adjustmentId: string): Promise<string> {
  const before = await findAdjustment(tx, adjustmentId);
  if (!before || !canBeDone(before))
    throw new UserError('That was taken back already. Close this and type `/mentor review` to see how it stands.');
  await openFor(tx, by, before.review_id);
  const now = await findAdjustment(tx, adjustmentId);
  if (!now || now.done_at !== null) return before.review_id;
  const isSetting = now.kind === 'zone-time' || now.kind === 'answer-time';
  const undo = isSetting ? await giveTime(tx, now) : await askPeople(tx, by, now);
  await updateAdjustment(tx, adjustmentId, { done_at: iso(tx.now), undo });
  return now.review_id;
}

/** What a change of the time for an answer replaced, and with what. */
type Change = { was: number | undefined; is: number };

/** Colleagues get longer for an answer: all of them, or those in one time zone. @returns how to undo it. */
async function giveTime(tx: Tx, { kind, about }: Adjustment): Promise<string> {
  await lockWorkspace(tx);
  const settings = await getSettings(tx);
  if (kind === 'zone-time' && Object.keys(settings.offerMinutesIn).length >= MOST_ZONES)
    throw new UserError(MANY_ZONES);
  const was = kind === 'zone-time' ? settings.offerMinutesIn[about] : settings.offerMinutes;
  const is = offerMinuteChoices.find((minutes) => minutes > (was ?? settings.offerMinutes));
  if (is === undefined) throw new UserError('Colleagues have as long for an answer as I can give them already.');
  await writeSettings(tx, withTime(settings, { kind, about }, is));
  return JSON.stringify({ was, is } satisfies Change);
}

function withTime(settings: Settings, { kind, about }: Pick<Adjustment, 'kind' | 'about'>, to: number | undefined) {
  if (kind === 'answer-time') return { ...settings, ...(to === undefined ? {} : { offerMinutes: to }) };
  const { [about]: _, ...others } = settings.offerMinutesIn;
  return { ...settings, offerMinutesIn: to === undefined ? others : { ...others, [about]: to } };
}

/** Takes back what the app did: a setting that somebody changed meanwhile stays, and who was not asked yet is not. */
export async function undo(tx: Tx, one: Adjustment): Promise<void> {
  await cancelPrompts(tx, askGroup(one.id));
  await refreshPrompts(tx, askGroup(one.id));
  if (one.undo === null) return;
  await lockWorkspace(tx);
  const { was, is }: Change = JSON.parse(one.undo);
  const settings = await getSettings(tx);
  const now = one.kind === 'zone-time' ? settings.offerMinutesIn[one.about] : settings.offerMinutes;
  if (now === is) await writeSettings(tx, withTime(settings, one, was));
}

/** Asks those who may help, each in private. @returns null: nothing can be undone. */
async function askPeople(tx: Tx, by: string, one: Adjustment): Promise<null> {
  const people = (await whom[one.kind as 'office-hours'](tx, by, one.about)).slice(0, MOST_ASKED);
  for (const memberId of people) {
    const key = `${askToHelpPrompt.name}:${one.id}:${memberId}`;
    await queuePrompt(
      tx,
      askToHelpPrompt,
      { id: one.id, memberId },
      { memberId, key, dueAt: tx.now, group: askGroup(one.id) },
    );
  }
  return null;
}

type Whom = (tx: Tx, by: string, about: string) => Promise<string[]>;

const whom: Record<'invite-helpers' | 'office-hours' | 'leader-hours', Whom> = {
  async 'invite-helpers'(tx, by, topic) {
    const people = (await maybeHelpers(tx, { text: topic, menteeId: by })).map((one) => one.memberId);
    if (people.length === 0)
      throw new UserError(
        'I know no one whose job title mentions this, or who helped with something like it. The line to everyone may find someone.',
      );
    return people;
  },
  async 'office-hours'(tx, by, topic) {
    const { skill } = await findTopic(tx, topic);
    const people = skill ? await reachable(tx, by, await whoOffers(tx, skill.id)) : [];
    if (people.length === 0) throw new UserError('No one offers this anymore. Undo it, or invite people who know it.');
    return people;
  },
  async 'leader-hours'(tx, by, department) {
    const { leaderIds } = await getSettings(tx);
    const leaders = await getMembers(tx, await reachable(tx, by, leaderIds));
    const fitting = [...leaders.values()].filter(
      (one) => department === '' || departmentKey(one.department) === departmentKey(department),
    );
    if (fitting.length === 0)
      throw new UserError(
        department === ''
          ? 'No leaders are named yet. `/mentor settings` names them.'
          : 'None of the leaders in `/mentor settings` is in this department. Name one there, or ask one yourself.',
      );
    return fitting.map((one) => one.id);
  },
};

/** Those who are here, and would hear from this owner. */
async function reachable(tx: Tx, by: string, ids: string[]): Promise<string[]> {
  const [members, blocked] = [await getMembers(tx, ids), await blockedWith(tx, by, ids)];
  return ids.filter((id) => {
    const member = members.get(id);
    return member && !member.isDeactivated && member.erasedAt === undefined && !blocked.has(id) && id !== by;
  });
}

/** What somebody is asked, or undefined when it was taken back, or they offer it by now. */
export async function askedNow(tx: Tx, id: string, memberId: string): Promise<Adjustment | undefined> {
  const one = await findAdjustment(tx, id);
  if (!one || !(await getMember(tx, memberId))) return undefined;
  if (one.kind !== 'invite-helpers') return one;
  const { skill } = await findTopic(tx, one.about);
  return skill && (await whoOffers(tx, skill.id)).includes(memberId) ? undefined : one;
}
