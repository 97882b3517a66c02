import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/** The metadata event type of every message of ours; its payload holds nothing but an opaque key. */
export const METADATA_EVENT = 'bitewise_message';

export type Place = { channel: string; threadTs?: string };

/** Seconds by which Slack's clock may differ from ours. */
const CLOCK_SLACK = 300;
const PAGE = 100;
/** Pages read at most: a busier channel than a thousand messages in the quarantine counts as not found. */
const MOST_PAGES = 10;

const marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(METADATA_EVENT), event_payload: z.object({ key: z.string() }) }),
});

/**
 * Timestamps of the messages in `place` that carry `key`, oldest first: none when it never arrived, several when it
 * arrived more than once. @throws what the Web API throws.
 */
export async function findSent(
  slack: WebClient,
  place: Place,
  key: string,
  since: Temporal.Instant,
): Promise<string[]> {
  const oldest = String(Math.floor(since.epochMilliseconds / 1000) - CLOCK_SLACK);
  const found: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const common = {
      channel: place.channel,
      oldest,
      limit: PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    };
    const answer = place.threadTs
      ? await slack.conversations.replies({ ...common, ts: place.threadTs })
      : await slack.conversations.history(common);
    for (const message of answer.messages ?? []) {
      const ours = marked.safeParse(message);
      if (ours.success && ours.data.metadata.event_payload.key === key) found.push(ours.data.ts);
    }
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return found.sort();
}
