import { z } from 'zod';
import type { Tx } from '../../../database/transaction.ts';
import { publish } from '../../../events.ts';
import { jobKind } from '../../../jobs/define.ts';
import type { FieldErrors } from '../../../slack/sentence.ts';
import { nextWeekly } from '../../../weekly.ts';
import { type getMember, getMembers, settingsFor } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { type Change, peopleFields } from '../../settings/rules/forms.ts';
import type { Settings } from '../../settings/rules/index.ts';
import { decidedSettings, writeSettings } from '../../settings/service.ts';

/** Greets the first owner and says what to set up. */
export const welcomePrompt = jobKind('settings.welcome', z.object({}));

/**
 * The primary owner of the Slack workspace becomes the first owner of Bitewise, gives it its zone, and is welcomed;
 * once only, and not when owners were named before.
 */
export async function welcomeOwner(tx: Tx, ownerId: string, zone: string): Promise<void> {
  const decided = await decidedSettings(tx);
  if ('ownerIds' in decided) return;
  const settings = { ...(zone === '' ? {} : { zone }), ...decided, ownerIds: [ownerId] };
  await writeSettings(tx, settings);
  await queuePrompt(tx, welcomePrompt, {}, { memberId: ownerId, key: `settings.welcome:${ownerId}`, dueAt: tx.now });
}

/** Changes settings on behalf of `by`. @throws UserError when they are no owner. */
export async function saveSettings(tx: Tx, by: string, patch: Change): Promise<Settings> {
  const before = await settingsFor(tx, by);
  const settings = { ...before, ...patch };
  await writeSettings(tx, settings);
  await publish(tx, { settingsChanged: { guestsMayHelp: settings.allowGuests && !before.allowGuests } });
  return settings;
}

/** Dates of the digest that are named ahead. */
const NAMED_AHEAD = 3;

/** When the next digests are posted; none without a channel for them. */
export function nextDigests(settings: Settings, now: Temporal.Instant): Temporal.Instant[] {
  const { digestChannel, digestTime, zone } = settings;
  const dates: Temporal.Instant[] = [];
  while (digestChannel !== undefined && dates.length < NAMED_AHEAD)
    dates.push(nextWeekly(digestTime, zone, dates.at(-1) ?? now));
  return dates;
}

/**
 * What is wrong with the people whom a form newly names, by block id: owners, leaders and readers of concerns are active
 * members of this workspace.
 */
export async function peopleFaults(tx: Tx, before: Settings, chosen: Change): Promise<FieldErrors> {
  const faults: FieldErrors = {};
  for (const field of peopleFields) {
    const named = (chosen[field] ?? []).filter((id) => !before[field].includes(id));
    const members = await getMembers(tx, named);
    const why = named.map((id) => whyNotNamed(members.get(id))).find((one) => one !== undefined);
    if (why !== undefined) faults[field] = `${why} Choose members of this workspace.`;
  }
  return faults;
}

function whyNotNamed(member: Awaited<ReturnType<typeof getMember>>): string | undefined {
  if (member === undefined) return 'Someone you chose isn’t a member here.';
  if (member.isBot) return `${member.name} is an app.`;
  if (member.isDeactivated) return `${member.name} isn’t a member here anymore.`;
  return member.isGuest ? `${member.name} is a guest.` : undefined;
}
