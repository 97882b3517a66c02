import type { Tx } from '../../database/transaction.ts';
import { UserError } from '../../errors.ts';
import { instant, iso } from '../../time.ts';
import { overQuota, type QuotaKind, quotas, weekStart } from './rules.ts';
import { addUse, deleteUsesBefore, usedSince, usedUp } from './store.ts';

/** Whose doing it is; a day is one of theirs, in their IANA zone. */
type Doer = { id: string; zone: string };

/** Why one more would be too many now, in words for the member, or undefined; nothing is counted. */
export async function whyOver(tx: Tx, doer: Doer, kind: QuotaKind, toId?: string): Promise<string | undefined> {
  const { today, from } = datesOf(tx, doer);
  const used = (to: string) => usedSince(tx, { memberId: doer.id, kind, toId: to }, from, today);
  return overQuota(kind, await used(''), toId === undefined ? undefined : await used(toId));
}

/** Counts one more of something that a member sets going. @throws UserError when that would be too many. */
export async function spend(tx: Tx, doer: Doer, kind: QuotaKind, toId?: string): Promise<void> {
  const over = await trySpend(tx, doer, kind, toId);
  if (over !== undefined) throw new UserError(over);
}

/**
 * Counts one more, or says why that would be too many. The row is written before it is looked at, so that of two clicks
 * at once the second waits for the first and sees it.
 */
export async function trySpend(tx: Tx, doer: Doer, kind: QuotaKind, toId?: string): Promise<string | undefined> {
  await count(tx, doer, kind, toId);
  const { today, from } = datesOf(tx, doer);
  const before = async (to: string) => {
    const used = await usedSince(tx, { memberId: doer.id, kind, toId: to }, from, today);
    return { today: used.today - 1, thisWeek: used.thisWeek - 1 };
  };
  const over = overQuota(kind, await before(''), toId === undefined ? undefined : await before(toId));
  if (over !== undefined) await giveBack(tx, doer, kind, iso(tx.now), toId);
  return over;
}

/** Counts one more of something that was decided before. */
export async function count(tx: Tx, doer: Doer, kind: QuotaKind, toId?: string): Promise<void> {
  const { today, from } = datesOf(tx, doer);
  for (const to of toId === undefined ? [''] : ['', toId]) {
    await addUse(tx, { memberId: doer.id, kind, toId: to }, today, 1);
  }
  await deleteUsesBefore(tx, doer.id, from);
}

/** Takes one back that nobody has read; `at` is when it was counted, in the database's text. */
export async function giveBack(tx: Tx, doer: Doer, kind: QuotaKind, at: string, toId?: string): Promise<void> {
  const date = instant(at).toZonedDateTimeISO(doer.zone).toPlainDate().toString();
  for (const to of toId === undefined ? [''] : ['', toId]) {
    await addUse(tx, { memberId: doer.id, kind, toId: to }, date, -1);
  }
}

/** From when on somebody may be asked in this member's name; undefined = not this week any more. */
export type RoomToAsk = (toId: string) => Temporal.Instant | undefined;

/** When each colleague may be asked in this member's name. */
export async function roomToAsk(tx: Tx, doer: Doer): Promise<RoomToAsk> {
  const { today, from, tomorrow } = datesOf(tx, doer);
  const key = { memberId: doer.id, kind: 'offer' };
  const { day, week } = quotas.offer.each;
  const [enoughToday, enough] = [await usedUp(tx, key, today, day), await usedUp(tx, key, from, week)];
  const all = await usedSince(tx, { ...key, toId: '' }, from, today);
  const isOver = overQuota('offer', all) !== undefined;
  return (toId) => {
    if (enough.includes(toId)) return undefined;
    return isOver || enoughToday.includes(toId) ? tomorrow : tx.now;
  };
}

function datesOf(tx: Tx, { zone }: Doer) {
  const today = tx.now.toZonedDateTimeISO(zone).toPlainDate();
  return {
    today: today.toString(),
    from: weekStart(today).toString(),
    tomorrow: today.add({ days: 1 }).toZonedDateTime(zone).toInstant(),
  };
}
