import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Preloaded into the app by bench/mentor.ts: says, when asked over the process's channel, how long its event loop was
 * blocked since it was last asked, and how much memory it holds.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
process.on('message', () => {
  const ms = (nanoseconds: number) => Math.round(nanoseconds / 10_000) / 100;
  const loop = { longest: ms(delay.max), p99: ms(delay.percentile(99)) };
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
  process.send?.({ loop, memory: { rss: megabytes(rss), used: megabytes(heapUsed + external + arrayBuffers) } });
  delay.reset();
});
process.channel?.unref();
