import type { Tx } from '../../../database/transaction.ts';
import { departureWaits, isOwner, requireMember } from '../../members/service.ts';
import { draftWaiting } from '../../newsletter/service/index.ts';
import { roundWaiting } from '../../re-engagement/service/index.ts';
import { trendsFor } from '../../reports/service/index.ts';
import { reviewWaiting } from '../../reviews/service/index.ts';
import { suggestionsWaiting } from '../../suggestions/service/index.ts';
import { isFailing } from '../../webhooks/service/index.ts';

/** What Home shows owners: how it goes, and what waits for their decision. Undefined for anybody else. */
export async function forOwner(tx: Tx, memberId: string) {
  if (!(await isOwner(tx, memberId))) return undefined;
  const { locale } = await requireMember(tx, memberId);
  return {
    trends: await trendsFor(tx, locale),
    suggestions: (await suggestionsWaiting(tx, memberId)) ?? 0,
    draft: await draftWaiting(tx),
    isQuiet: await roundWaiting(tx),
    isReviewOpen: await reviewWaiting(tx),
    areGone: await departureWaits(tx),
    isFailing: await isFailing(tx),
  };
}
