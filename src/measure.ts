import { channel } from 'node:diagnostics_channel';
import { monotonic } from './clock.ts';

/**
 * What can be measured, with the names it is told by: all of them from lists in the code, none a person's or a
 * workspace's. Times are in seconds.
 */
export type Measured = {
  /** Something from Slack was acknowledged. */
  acknowledged: { kind: string; seconds: number };
  /** A `/mentor` command was dealt with, all that it says included; `name` is a subcommand, or “topic”. */
  commanded: { name: string; seconds: number };
  /** Slack's Web API answered, or did not. */
  called: { method: string; outcome: 'ok' | 'refused' | 'rate_limited' | 'unanswered'; seconds: number };
  /** A transaction ended; its wait for a turn or a connection is part of the time. */
  transacted: { outcome: 'committed' | 'undone'; seconds: number };
};

const CHANNELS = {
  acknowledged: channel('bitewise:acknowledged'),
  commanded: channel('bitewise:commanded'),
  called: channel('bitewise:called'),
  transacted: channel('bitewise:transacted'),
};

/** Tells whoever listens; nobody does unless metrics are asked for. */
export function measure<K extends keyof Measured>(what: K, measured: Measured[K]): void {
  const to = CHANNELS[what];
  if (to.hasSubscribers) to.publish(measured);
}

/** Hears of it from now on. @returns what ends that. */
export function onMeasured<K extends keyof Measured>(what: K, hear: (measured: Measured[K]) => void): () => void {
  const listener = (measured: unknown) => hear(measured as Measured[K]);
  CHANNELS[what].subscribe(listener);
  return () => void CHANNELS[what].unsubscribe(listener);
}

/** Starts a stopwatch that reads in seconds. */
export function stopwatch(): () => number {
  const since = monotonic();
  return () => (monotonic() - since) / 1000;
}
