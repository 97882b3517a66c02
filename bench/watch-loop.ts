import { monitorEventLoopDelay } from 'node:perf_hooks';

/**
 * Preloaded into the app by bench/mentor.ts: says, when asked over the process's channel, how long its event loop was
 * blocked and how much processor time it used since it was last asked, and how much memory it holds.
 */
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
let used = process.cpuUsage();
process.on('message', () => {
  const ms = (nanoseconds: number) => Math.round(nanoseconds / 10_000) / 100;
  const loop = { longest: ms(delay.max), p99: ms(delay.percentile(99)) };
  const { user, system } = process.cpuUsage(used);
  const cpu = Math.round((user + system) / 1000);
  globalThis.gc?.();
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const megabytes = (bytes: number) => Math.round(bytes / 1_048_576);
  const memory = { rss: megabytes(rss), used: megabytes(heapUsed + external + arrayBuffers) };
  // The collection above blocks the loop as well, and would count as the app's own pause if the counter began anew at once.
  setTimeout(() => {
    delay.reset();
    used = process.cpuUsage();
    process.send?.({ loop, cpu, memory });
  }, 2);
});
process.channel?.unref();
