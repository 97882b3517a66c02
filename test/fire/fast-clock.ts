import type { Clock } from '../../src/clock.ts';

/**
 * A clock that all processes of an experiment share: `speed` times as fast as the machine's since `origin`
 * (milliseconds since 1970), plus a skew in seconds. So minutes of quarantine pass in seconds.
 */
export function fastClock(speed: number, origin: number, skew = 0): Clock {
  return {
    now: () => {
      const passed = Temporal.Now.instant().epochMilliseconds - origin;
      return Temporal.Instant.fromEpochMilliseconds(Math.round(origin + passed * speed + skew * 1000));
    },
  };
}
