import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import type { Posted } from '../../../jobs/define.ts';
import { enqueue, enqueueUnlessWaiting } from '../../../jobs/store.ts';
import { isBefore, iso } from '../../../time.ts';
import { atLocal } from '../../members/rules/index.ts';
import { getMember, isOwner, ownerIds, ownersOnly } from '../../members/service.ts';
import { lastMonth, lastQuarter } from '../../metrics/rules/period.ts';
import { type Period, periodOf } from '../../metrics/service/index.ts';
import { queuePrompt, refreshPrompts } from '../../prompts/service/index.ts';
import { getSettings, today } from '../../settings/service.ts';
import type { Finding } from '../rules/finding.ts';
import { localeOf } from '../rules/words.ts';
import { findingsOf, untold } from './findings.ts';
import { cardJob, drawJob, dueJob, editJob, monthsJob, prepareJob, readyPrompt } from './job-kinds.ts';

type OfReader = Period & { memberId: string };

/** Hours for which a card waits for its figures, and days for which a report is sent to an owner who was away. */
const [CARD_HOURS, WORTH_SENDING_DAYS] = [2, 14];
const MORNING = '10:00';
/** All notes to owners. */
const READY = 'reports.ready';

/** An owner asks for the report of the period that they typed. @throws UserError to anybody else, and for a period of which nothing is told. */
export async function askReport(tx: Tx, by: string, words: string): Promise<Period> {
  await ownersOnly(tx, by);
  const period = periodOf(words, await today(tx), '/mentor report');
  if (typeof period === 'string') throw new UserError(period);
  const reader = { memberId: by, ...period };
  await enqueueUnlessWaiting(tx, cardJob, reader, `reports.card:${by}`);
  await askPlots(tx, by, period);
  return period;
}

/** An owner asks for plots and the file. @throws UserError to anybody else. */
export async function askPlots(tx: Tx, by: string, period: Period): Promise<void> {
  await ownersOnly(tx, by);
  await enqueueUnlessWaiting(tx, drawJob, { memberId: by, ...period }, `reports.draw:${by}`);
}

/** Somebody who may read reports, and how they write numbers; undefined for anybody else. */
export async function readerOf(tx: Tx, memberId: string): Promise<{ locale: string } | undefined> {
  if (!(await isOwner(tx, memberId))) return undefined;
  return { locale: localeOf((await getMember(tx, memberId))?.locale ?? '') };
}

/** What a card shows now; undefined for somebody who is no owner any more. */
export async function cardNow(tx: Tx, memberId: string, period: Period): Promise<Finding[] | 'drawing' | undefined> {
  const reader = await readerOf(tx, memberId);
  if (!reader) return undefined;
  return (await untold(tx, period)).length > 0 ? 'drawing' : findingsOf(tx, period, reader.locale);
}

/** A card that came before its figures is edited once they are there. */
export async function planCardEdit(tx: Tx, reader: OfReader, { channel, ts }: Posted): Promise<void> {
  const expiresAt = tx.now.add({ hours: CARD_HOURS });
  await enqueue(tx, editJob, { ...reader, channel, ts }, { lane: `edit:${channel}:${ts}`, expiresAt });
}

/** Plans the next report on the first working day of a month; planning twice changes nothing. */
export async function planReports(tx: Tx): Promise<void> {
  const { zone } = await getSettings(tx);
  for (let month = (await today(tx)).with({ day: 1 }); ; month = month.add({ months: 1 })) {
    const at = atLocal({ zone }, month.add({ days: month.dayOfWeek > 5 ? 8 - month.dayOfWeek : 0 }), MORNING);
    if (isBefore(tx.now, at)) return void (await enqueue(tx, dueJob, {}, { key: `reports.due:${iso(at)}`, runAt: at }));
  }
}

/** The month that is over, or the quarter where one is, is worked out for owners. */
export async function prepareDue(tx: Tx): Promise<void> {
  const day = await today(tx);
  const period = day.month % 3 === 1 ? lastQuarter(day) : lastMonth(day);
  await enqueue(tx, prepareJob, period, { key: `reports.prepare:${period.from}:${period.to}` });
  await enqueue(tx, monthsJob, {}, { key: `reports.months:${day.toPlainYearMonth()}` });
  await planReports(tx);
}

/** Owners are told of a period, unless there is nothing to tell. */
export async function tellOwners(tx: Tx, period: Period): Promise<void> {
  const expiresAt = tx.now.add({ hours: 24 * WORTH_SENDING_DAYS });
  for (const memberId of await ownerIds(tx)) {
    const key = `reports.ready:${period.from}:${period.to}:${memberId}`;
    if ((await readyNow(tx, memberId, period)) !== undefined)
      await queuePrompt(
        tx,
        readyPrompt,
        { memberId, ...period },
        { memberId, key, dueAt: tx.now, expiresAt, group: READY },
      );
  }
}

/** Owners were named, or are none any more: what was told is theirs alone. */
export function ownersChanged(tx: Tx): Promise<void> {
  return refreshPrompts(tx, READY);
}

/** What an owner is told of a period unasked; undefined where there is nothing, or they are none any more. */
export async function readyNow(tx: Tx, memberId: string, period: Period): Promise<Finding[] | undefined> {
  const reader = await readerOf(tx, memberId);
  if (!reader) return undefined;
  const findings = await findingsOf(tx, period, reader.locale);
  return findings.some(({ key }) => key === 'nothing') ? undefined : findings;
}
