import type { Tx } from '../../../database/transaction.ts';
import { enqueue } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';
import { adminContacts } from '../../members/service.ts';
import { queuePrompt } from '../../prompts/service/index.ts';
import { getSettings, lockWorkspace, today } from '../../settings/service.ts';
import { areShown, MOST_MONDAYS } from '../rules.ts';
import { showKept, suggestionsIn } from '../store.ts';
import { mondayJob, waitingGroup, waitingPrompt } from './job-kinds.ts';
import { readableBy, suggestionsWaiting, touchOwners } from './waiting.ts';

/** The time of day, in the zone of the workspace. */
const AT = '08:30';

/** The next Monday, with its local date. */
export async function nextMonday(tx: Tx): Promise<{ on: string; at: Temporal.Instant }> {
  const { zone } = await getSettings(tx);
  const date = await today(tx);
  const monday = date.add({ days: 8 - date.dayOfWeek });
  return { on: monday.toString(), at: atLocal({ zone }, monday, AT) };
}

/** Plans the next Monday; planning it twice changes nothing. */
export async function planMonday(tx: Tx): Promise<void> {
  const { on, at } = await nextMonday(tx);
  await enqueue(tx, mondayJob, { on }, { key: `${mondayJob.name}:${on}`, runAt: at });
}

/** Shows nameless suggestions to owners, all at once, and tells owners of what came in during the week before `on`. */
export async function onMonday(tx: Tx, on: string): Promise<void> {
  await lockWorkspace(tx);
  await planMonday(tx);
  const { zone } = await getSettings(tx);
  // Weeks of the calendar: one in which the clocks change has an hour more or less.
  const mondayBefore = (weeks: number) => atLocal({ zone }, Temporal.PlainDate.from(on).subtract({ weeks }), AT);
  const kept = (await suggestionsIn(tx, 'kept')).map((one) => one.createdAt);
  if (areShown(kept, mondayBefore(MOST_MONDAYS))) {
    await showKept(tx, iso(tx.now));
    await touchOwners(tx);
  }
  const fresh = (await suggestionsIn(tx, 'new')).filter((one) => !isBefore(one.createdAt, mondayBefore(1)));
  for (const ownerId of await adminContacts(tx)) {
    if ((await readableBy(tx, ownerId, fresh)).length === 0) continue;
    const schedule = { memberId: ownerId, key: `${waitingPrompt.name}:${on}:${ownerId}`, dueAt: tx.now };
    await queuePrompt(tx, waitingPrompt, { ownerId }, { ...schedule, group: waitingGroup(ownerId) });
  }
}

/** How many wait for an owner, or undefined when none do or they are no owner any more. */
export async function waitingNow(tx: Tx, ownerId: string): Promise<number | undefined> {
  return (await suggestionsWaiting(tx, ownerId)) || undefined;
}
