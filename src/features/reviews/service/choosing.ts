import { randomUUID } from 'node:crypto';
import type { Tx } from '../../../database/transaction.ts';
import { UserError } from '../../../errors.ts';
import { iso } from '../../../time.ts';
import { metricsOf } from '../../metrics/service/index.ts';
import { findingsOf } from '../../reports/service/index.ts';
import { measureIn } from '../rules/before-after.ts';
import type { OwnForm } from '../rules/forms.ts';
import { MOST_ADJUSTMENTS, type Proposal, proposalsFor } from '../rules/proposals.ts';
import {
  type Adjustment,
  adjustmentsOf,
  deleteAdjustment,
  findAdjustment,
  insertAdjustment,
  type Review,
} from '../store.ts';
import { undo } from './doing.ts';
import { openFor } from './still-open.ts';

const ENOUGH = `You’ve chosen ${MOST_ADJUSTMENTS}, which is as many as one review takes. Take one back to choose another.`;
const NOT_PROPOSED = 'That isn’t proposed anymore. Close this and type `/mentor review` to see what is.';

/** Chooses one of what is proposed, once. @throws UserError when it cannot be, in words that say what to do. */
export async function choose(tx: Tx, by: string, id: string, key: string): Promise<void> {
  const review = await openFor(tx, by, id);
  const chosen = await adjustmentsOf(tx, id);
  if (chosen.some((one) => one.key === key)) return;
  const period = { from: review.from_on, to: review.to_on };
  const proposal = proposalsFor(await findingsOf(tx, period)).find((one) => one.key === key);
  if (!proposal) throw new UserError(NOT_PROPOSED);
  await add(tx, by, review, chosen, { ...proposal, words: '' });
}

/** Chooses an owner's own. @throws UserError likewise. */
export async function chooseOwn(tx: Tx, by: string, id: string, { words, figure }: OwnForm): Promise<void> {
  const review = await openFor(tx, by, id);
  const chosen = await adjustmentsOf(tx, id);
  if (chosen.some((one) => one.words === words)) return;
  const measure = figure === 'none' ? '' : `figure:${figure}`;
  await add(tx, by, review, chosen, { key: `own:${randomUUID()}`, kind: 'own', about: '', measure, words });
}

async function add(
  tx: Tx,
  by: string,
  review: Review,
  chosen: Adjustment[],
  one: Proposal & { words: string },
): Promise<void> {
  if (chosen.length >= MOST_ADJUSTMENTS) throw new UserError(ENOUGH);
  const now = measureIn(await metricsOf(tx, { from: review.from_on, to: review.to_on }), one.measure);
  await insertAdjustment(tx, {
    ...{ ...one, id: randomUUID(), review_id: review.id, chosen_by: by, created_at: iso(tx.now) },
    ...{ before: now ? JSON.stringify(now) : null, done_at: null, undo: null },
  });
}

/** Takes one back, with what the app changed for it; who was asked already stays asked. @throws UserError likewise. */
export async function takeBack(tx: Tx, by: string, adjustmentId: string): Promise<string> {
  const found = await findAdjustment(tx, adjustmentId);
  if (!found)
    throw new UserError('That was taken back already. Close this and type `/mentor review` to see how it stands.');
  await openFor(tx, by, found.review_id);
  await undo(tx, found);
  await deleteAdjustment(tx, adjustmentId);
  return found.review_id;
}
