import { areFew, FEWEST } from '../../../small-counts.ts';
import { endOfStep } from '../rules/figures.ts';

/**
 * How many answered, as coarsely as it is told.
 * @param step the lower end of its step, 0 = fewer than five
 * @param rate of those asked, in tens of a hundred
 */
export function answeredText(step: number, rate?: number): string {
  const share = rate === undefined ? '' : `, ${rateText(rate)} of those asked`;
  return `${peopleText(step)} answered${share}`;
}

function peopleText(step: number): string {
  if (areFew(step)) return `Fewer than ${FEWEST} people`;
  const end = endOfStep(step);
  return Number.isFinite(end) ? `${step} to ${end} people` : `${step} people or more`;
}

/** A share in tens of a hundred; the last ones are never all or nobody. */
export function rateText(share: number): string {
  if (share >= 90) return '90% or more';
  return share <= 10 ? '10% or fewer' : `about ${share}%`;
}
