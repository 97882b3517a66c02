import type { RoundKind, Wording } from './index.ts';
import type { GroupResult } from './results.ts';
import type { Dimension } from './suppression.ts';

/** What the service finds out for a screen, and the screen shows. */

export type CardShown =
  | { state: 'asked'; roundId: string; kind: RoundKind; closesAt: Temporal.Instant; isReminder: boolean }
  | { state: 'answered' | 'resting' | 'closed' };

export type FormShown = { roundId: string; wording: Wording; closesAt: Temporal.Instant };

export type ClosedShown = {
  id: string;
  kind: RoundKind;
  from: Temporal.Instant;
  people: number;
  rate: number | undefined;
};

export type OverviewShown = {
  planned: { id: string; at: Temporal.Instant; kind: RoundKind; isByItself: boolean } | undefined;
  open: { id: string; kind: RoundKind; closesAt: Temporal.Instant; people: number; inHalves: boolean } | undefined;
  closed: ClosedShown[];
  hasBaseline: boolean;
  /** They are asked themselves in this round, and have not answered. */
  ownRoundId: string | undefined;
};

export type ResultsShown = ClosedShown & {
  wording: Wording;
  groups: GroupResult[];
  /** The same groups in the baseline, as far as it asked the same words; undefined for the baseline itself. */
  before: GroupResult[] | undefined;
  /** Which dimensions there is something to tell of. */
  dimensions: Dimension[];
  hasWords: boolean;
};
