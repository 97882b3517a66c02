import type { Finding } from '../../reports/rules/finding.ts';

export type ReviewState = 'open' | 'posting' | 'posted' | 'left';

export const adjustmentKinds = [
  'invite-helpers',
  'office-hours',
  'leader-hours',
  'zone-time',
  'answer-time',
  'spread-the-load',
  'tell-people',
  'talk-about-it',
  'look-closer',
  'own',
] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

/** Adjustments of one review: more at once can't be told apart by what came of them. */
export const MOST_ADJUSTMENTS = 3;
/** Characters of an own one. */
export const MOST_OWN = 300;

/** What could be changed about a finding. */
export type Proposal = { key: string; kind: AdjustmentKind; about: string; measure: string };

/** Those with a part that the app itself can do. */
export const canBeDone = ({ kind, about }: Pick<Proposal, 'kind' | 'about'>) =>
  (kind === 'invite-helpers' && about !== '') ||
  ['office-hours', 'leader-hours', 'zone-time', 'answer-time'].includes(kind);

/** What could be changed about these findings: worries only, as they come. */
export function proposalsFor(findings: Pick<Finding, 'key' | 'tone' | 'advice'>[]): Proposal[] {
  const all = findings.filter(({ tone }) => tone === 'worry').flatMap(proposalsOf);
  return [...new Map(all.map((one) => [one.key, one])).values()];
}

function proposalsOf({ key: measure, advice }: Pick<Finding, 'key' | 'advice'>): Proposal[] {
  const of = (kind: AdjustmentKind, about = '') => ({ key: `${kind}:${about}:${measure}`, kind, about, measure });
  const [what, , dimension, group = ''] = measure.split(':');
  if (what === 'short') {
    const topic = measure.slice('short:'.length);
    return advice.kind === 'office-hours' ? [of('office-hours', topic)] : [of('invite-helpers', topic)];
  }
  if (what === 'access' && dimension === 'location') return [of('zone-time', group)];
  if (what === 'access' && dimension === 'department') return [of('leader-hours', group)];
  if (advice.kind === 'longer-answer-time') return [of('answer-time')];
  if (advice.kind === 'ask-leaders') return [of('leader-hours')];
  const plain = adjustmentKinds.find((kind) => kind === advice.kind && kind !== 'office-hours');
  return plain === undefined ? [] : [of(plain)];
}
