import type { WebClient } from '@slack/web-api';
import { z } from 'zod';

/** The metadata event type of every message of ours; its payload holds nothing but an opaque key. */
export const METADATA_EVENT = 'bitewise_message';

/** Where a message went, or was about to go: a person's id stands for their DM with the app. */
export type Place = { channel: string; threadTs?: string | undefined };

export type Found = {
  /** The conversation that a message goes to or came from: a DM's own id instead of the person's. */
  channel: string;
  /** Timestamps of the messages that carry the key, oldest first. */
  ts: string[];
  /** False when there was more to read than is read. */
  isComplete: boolean;
};

/** Seconds by which Slack's clock may differ from ours. */
const CLOCK_SLACK = 300;
const PAGE = 100;
/** Pages read at most. */
const MOST_PAGES = 10;

const marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(METADATA_EVENT), event_payload: z.object({ key: z.string() }) }),
});

/**
 * The messages in `place` that carry `key`: none when it never arrived, several when it arrived more than once.
 * @throws what the Web API throws.
 */
export async function findSent(slack: WebClient, place: Place, key: string, since: Temporal.Instant): Promise<Found> {
  const channel = await conversationOf(slack, place.channel);
  const oldest = String(Math.floor(since.epochMilliseconds / 1000) - CLOCK_SLACK);
  const ts: string[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const common = { channel, oldest, limit: PAGE, include_all_metadata: true, ...(cursor ? { cursor } : {}) };
    const answer = place.threadTs
      ? await slack.conversations.replies({ ...common, ts: place.threadTs })
      : await slack.conversations.history(common);
    for (const message of answer.messages ?? []) {
      const ours = marked.safeParse(message);
      if (ours.success && ours.data.metadata.event_payload.key === key) ts.push(ours.data.ts);
    }
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) break;
  }
  return { channel, ts: ts.sort(), isComplete: !cursor };
}

/** Opening a DM is safe to repeat and says its id. */
async function conversationOf(slack: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await slack.conversations.open({ users: channel });
  return z.string().parse(opened.channel?.id);
}
