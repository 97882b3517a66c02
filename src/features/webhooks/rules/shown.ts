/** A time in which nothing arrived, as it stands. */
export type FailingShown = {
  host: string;
  since: Temporal.Instant;
  state: 'failing' | 'gone' | 'works again';
  /** What came of the last try that failed. */
  answer: string;
};

/** A delivery as owners see it. */
export type DeliveryShown = {
  id: string;
  type: string;
  state: 'waiting' | 'arrived' | 'failed';
  tries: number;
  answer: string;
  at: Temporal.Instant;
};

export type WebhookShown = {
  webhook: { url: string; secret: string; isGone: boolean } | undefined;
  last: DeliveryShown[];
  /** How many events did not arrive. */
  failed: number;
};
