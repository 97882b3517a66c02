import { createHash } from 'node:crypto';

export type Ids = ReturnType<typeof createIds>;

/** Ids and timestamps in Slack's shapes: readable, in order, never twice within one workspace. */
export function createIds() {
  const counters = new Map<string, number>();
  let lastMicros = 0n;
  const count = (prefix: string) => {
    const next = (counters.get(prefix) ?? 0) + 1;
    counters.set(prefix, next);
    return next;
  };
  return {
    /** `next('V')` → `V00000001`. */
    next: (prefix: string) => `${prefix}${count(prefix).toString(36).toUpperCase().padStart(8, '0')}`,
    /** A message ts (`1700000000.000100`) at `now`, later than every ts given before at that time. */
    ts: (now: Temporal.Instant) => {
      let micros = now.epochNanoseconds / 1000n;
      if (micros === lastMicros || (micros < lastMicros && lastMicros - micros < 1_000_000n)) micros = lastMicros + 1n;
      lastMicros = micros;
      return `${micros / 1_000_000n}.${(micros % 1_000_000n).toString().padStart(6, '0')}`;
    },
    /** Three dotted parts, as trigger ids look. */
    trigger: (now: Temporal.Instant) => {
      const n = count('trigger');
      return `${n}.${now.epochMilliseconds}.${digest(`trigger ${n}`)}`;
    },
    /** A view's hash: changes with every version of the view. */
    hash: (now: Temporal.Instant) => {
      const n = count('hash');
      return `${Math.floor(now.epochMilliseconds / 1000)}.${digest(`hash ${n}`).slice(0, 8)}`;
    },
    /** A short token, as Slack gives to blocks and actions that have no id. */
    short: () => digest(`id ${count('short')}`).slice(0, 5),
    /** An unguessable-looking piece for a URL. */
    secret: () => digest(`secret ${count('secret')}`).slice(0, 24),
  };
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');
