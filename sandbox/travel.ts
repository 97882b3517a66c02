import type { TravelClock } from './clock.ts';

/** What moves together: the clock that both sides share, the embedded Slack, and the running app. */
export type Travellers = {
  clock: TravelClock;
  slack: { idle(): Promise<void> };
  app: { idle(): Promise<void>; runner: { next(): Promise<string | undefined> } };
};

/** Moves to each due moment up to `target`, in order, and lets everything that belongs to it happen before the next. */
export async function travel({ clock, slack, app }: Travellers, target: Temporal.Instant): Promise<void> {
  for (;;) {
    await quiet();
    const due = await app.runner.next();
    if (due === undefined) break;
    const next = Temporal.Instant.from(due);
    if (Temporal.Instant.compare(next, target) > 0) break;
    if (Temporal.Instant.compare(clock.now(), next) < 0) clock.moveTo(next);
  }
  if (Temporal.Instant.compare(clock.now(), target) < 0) clock.moveTo(target);
  await quiet();

  async function quiet(): Promise<void> {
    await slack.idle();
    await app.idle();
    await slack.idle();
  }
}
