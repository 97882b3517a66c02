import type { World } from '../world.ts';

/** Real milliseconds after which a wait is given up. */
const PATIENCE = 5_000;

/**
 * Looks again after every change and every call until `look` finds something (neither null, undefined nor false),
 * and resolves to it. Rejects after `patience` real milliseconds, with `what` was awaited and the last traffic.
 */
export function until<T>(
  world: World,
  look: () => T | null | undefined | false,
  what = 'something',
  patience = PATIENCE,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
    const tryAgain = () => {
      const found = look();
      if (found === undefined || found === null || found === false) return;
      finish();
      resolve(found);
    };
    const safely = () => {
      try {
        tryAgain();
      } catch (error) {
        finish();
        reject(error);
      }
    };
    const timer = setTimeout(() => {
      finish();
      const last = world.traffic
        .entries()
        .slice(-8)
        .map((e) => `${e.direction} ${e.summary} (${e.status})`);
      reject(new Error(`Waited in vain for ${what}. Last traffic:\n${last.join('\n')}`));
    }, patience);
    const stops = [world.changes.listen(safely), world.traffic.listen(safely)];
    safely();
  });
}
