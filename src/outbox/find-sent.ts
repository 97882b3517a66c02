import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { classifyError } from '../slack/classify-error.ts';

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
/** Seconds after it was sent in which a message is most likely; later ones are read only when it is not among these. */
const NEAR = 900;
const PAGE = 100;
/** Pages read at most. */
const MOST_PAGES = 10;

/** How far a search has come. It goes on there after a rate limit: some apps read one page a minute. */
export const progress = z.object({
  /** From and until when there is still to read, as Slack's timestamps, the one in hand first. */
  spans: z.array(z.tuple([z.string(), z.string()])),
  cursor: z.string().optional(),
  pages: z.number(),
  ts: z.array(z.string()),
});
export type Progress = z.infer<typeof progress>;

/** A search that a rate limit cut short; it may go on after `seconds`. */
export class SearchCut extends Error {
  readonly seconds: number;
  readonly progress: Progress;
  constructor(seconds: number, soFar: Progress) {
    super('ratelimited');
    this.seconds = seconds;
    this.progress = soFar;
  }
}

/** A search for what was sent at `sent`, before anything is read; one for copies reads all that came since. */
export function startSearch(sent: Temporal.Instant, now: Temporal.Instant, forCopies = false): Progress {
  const seconds = (at: Temporal.Instant) => Math.floor(at.epochMilliseconds / 1000);
  const [from, near, until] = [seconds(sent) - CLOCK_SLACK, seconds(sent) + NEAR, seconds(now) + CLOCK_SLACK];
  const spans: [number, number][] =
    until > near && !forCopies
      ? [
          [from, near],
          [near, until],
        ]
      : [[from, until]];
  return { spans: spans.map(([start, end]) => [String(start), String(end)]), pages: 0, ts: [] };
}

const marked = z.object({
  ts: z.string(),
  metadata: z.object({ event_type: z.literal(METADATA_EVENT), event_payload: z.object({ key: z.string() }) }),
});

/**
 * The messages in `place` that carry `key`: none when it never arrived, several when it arrived more than once.
 * @throws SearchCut at a rate limit, else what the Web API throws.
 */
export async function findSent(slack: WebClient, place: Place, key: string, from: Progress): Promise<Found> {
  const channel = await conversationOf(slack, place.channel);
  const at = structuredClone(from);
  while (at.spans[0] && at.pages < MOST_PAGES) {
    const answer = await readPage(slack, { ...place, channel }, at);
    at.pages += 1;
    for (const message of answer.messages ?? []) {
      const ours = marked.safeParse(message);
      if (ours.success && ours.data.metadata.event_payload.key === key) at.ts.push(ours.data.ts);
    }
    at.cursor = answer.response_metadata?.next_cursor || undefined;
    if (at.cursor) continue;
    at.spans = at.ts.length > 0 ? [] : at.spans.slice(1);
  }
  return { channel, ts: [...new Set(at.ts)].sort(), isComplete: at.spans.length === 0 };
}

async function readPage(slack: WebClient, { channel, threadTs }: Place, at: Progress) {
  const [oldest, latest] = at.spans[0]!;
  const range = { oldest, latest, inclusive: true, limit: PAGE, include_all_metadata: true };
  const common = { channel, ...range, ...(at.cursor ? { cursor: at.cursor } : {}) };
  try {
    return await (threadTs
      ? slack.conversations.replies({ ...common, ts: threadTs })
      : slack.conversations.history(common));
  } catch (error) {
    const verdict = classifyError(error);
    if (verdict.kind !== 'not sent' || verdict.seconds === undefined) throw error;
    throw new SearchCut(verdict.seconds, at);
  }
}

/** Opening a DM is safe to repeat and says its id. */
async function conversationOf(slack: WebClient, channel: string): Promise<string> {
  if (!/^[UW]/.test(channel)) return channel;
  const opened = await slack.conversations.open({ users: channel });
  return z.string().parse(opened.channel?.id);
}
