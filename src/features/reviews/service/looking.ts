import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { ownersOnly, requireMember } from '../../members/service.ts';
import { lastQuarter } from '../../metrics/rules/period.ts';
import { metricsOf, type Period } from '../../metrics/service/index.ts';
import type { Finding } from '../../reports/rules/finding.ts';
import { findingsOf } from '../../reports/service/index.ts';
import { today } from '../../settings/service.ts';
import { suggestionsFor } from '../../suggestions/service/index.ts';
import { type Measured, measureIn, readMeasured } from '../rules/before-after.ts';
import { type Proposal, proposalsFor } from '../rules/proposals.ts';
import { type Adjustment, adjustmentsOf, findReview, postedBefore, type Review, updateReview } from '../store.ts';
import { reviewOf } from './beginning.ts';
import { GONE } from './still-open.ts';

/** What was decided in the review before, with the figure then and in this one's quarter. */
export type Compared = { adjustment: Adjustment; before: Measured | undefined; now: Measured | undefined };

export type ReviewShown = {
  review: Review;
  period: Period;
  findings: Finding[];
  /** What could be changed, without what is chosen already. */
  proposals: Proposal[];
  chosen: Adjustment[];
  earlier: { period: Period; compared: Compared[] } | undefined;
  /** Suggestions of members that wait for an answer, and that were answered lately. */
  suggestions: { waiting: number; answered: number };
  locale: string;
};

/** The review of the last quarter, for an owner, who has looked at it by this. @throws UserError when they are none. */
export async function openReview(tx: Tx, by: string): Promise<ReviewShown> {
  await ownersOnly(tx, by);
  const review = await reviewOf(tx, lastQuarter(await today(tx)));
  if (review.opened_at === null) await updateReview(tx, review.id, { opened_at: iso(tx.now) });
  return shown(tx, by, review);
}

/** One of them. @throws UserError when they are no owner, or it is gone. */
export async function reviewFor(tx: Tx, by: string, id: string): Promise<ReviewShown> {
  await ownersOnly(tx, by);
  const review = await findReview(tx, id);
  if (!review) throw new UserError(GONE);
  return shown(tx, by, review);
}

async function shown(tx: Tx, by: string, review: Review): Promise<ReviewShown> {
  const period = { from: review.from_on, to: review.to_on };
  const { locale } = await requireMember(tx, by);
  const findings = await findingsOf(tx, period, locale);
  const chosen = await adjustmentsOf(tx, review.id);
  const { waiting, more, answered } = await suggestionsFor(tx, by);
  return {
    ...{ review, period, findings, chosen, locale },
    proposals: proposalsFor(findings).filter(({ key }) => !chosen.some((one) => one.key === key)),
    earlier: await earlierOf(tx, period),
    suggestions: { waiting: waiting.length + more, answered: answered.length },
  };
}

async function earlierOf(tx: Tx, period: Period): Promise<ReviewShown['earlier']> {
  const last = await postedBefore(tx, period.from);
  if (!last) return undefined;
  const metrics = await metricsOf(tx, period);
  const compared = (await adjustmentsOf(tx, last.id)).map((adjustment) => ({
    adjustment,
    before: readMeasured(adjustment.before),
    now: measureIn(metrics, adjustment.measure),
  }));
  return { period: { from: last.from_on, to: last.to_on }, compared };
}
