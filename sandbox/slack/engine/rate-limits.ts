import type { Clock } from '../../clock.ts';
import type { Method, Tier } from '../methods/method.ts';
import { ApiError } from './errors.ts';
import { asText, type Json } from './json.ts';

export type RateLimiter = ReturnType<typeof createRateLimiter>;
type Bucket = { left: number; at: Temporal.Instant };

/** Calls a minute by tier, and the burst that is let through; posting is counted for each channel. Slack's documentation. */
const PER_MINUTE: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, post: 60 };
const BURST: Record<Tier, number> = { 1: 1, 2: 20, 3: 50, 4: 100, post: 3 };

/** Slack's rate limits as token buckets by the workspace's clock. */
export function createRateLimiter(clock: Clock) {
  const buckets = new Map<string, Bucket>();
  const take = (key: string, perMinute: number, burst: number): void => {
    const now = clock.now();
    const bucket = buckets.get(key) ?? { left: burst, at: now };
    const perMs = perMinute / 60_000;
    const passed = Math.max(0, bucket.at.until(now).total('milliseconds'));
    const left = Math.min(burst, bucket.left + passed * perMs);
    buckets.set(key, { left: left >= 1 ? left - 1 : left, at: now });
    if (left >= 1) return;
    const wait = Math.max(1, Math.ceil((1 - left) / perMs / 1000));
    throw new ApiError('ratelimited', {}, { status: 429, headers: { 'retry-after': String(wait) } });
  };
  return {
    /** The limit of apps outside the Marketplace: history and replies once a minute each. */
    checkHistory: ({ name }: Method): void => {
      if (name === 'conversations.history' || name === 'conversations.replies') take(`limited ${name}`, 1, 1);
    },
    /** Throws `ratelimited` (429 with Retry-After in whole seconds) when the method has been called too often. */
    check: ({ name, tier }: Method, args: Json): void => {
      const key = tier === 'post' ? `${name} ${asText(args.channel)}` : name;
      take(key, PER_MINUTE[tier], BURST[tier]);
    },
  };
}
