import type { WebClient } from '@slack/web-api';
import { classifyError } from './classify-error.ts';
import type { FieldErrors } from './sentence.ts';

/** Those of `channels` that the app is not in; a private channel without it looks to it as if it did not exist. */
export async function missingFrom(slack: WebClient, channels: string[]): Promise<string[]> {
  const missing: string[] = [];
  for (const channel of new Set(channels)) {
    if (!(await isIn(slack, channel))) missing.push(channel);
  }
  return missing;
}

async function isIn(slack: WebClient, channel: string): Promise<boolean> {
  try {
    const { channel: info } = await slack.conversations.info({ channel });
    return info?.is_member ?? false;
  } catch (error) {
    if (classifyError(error).kind === 'never') return false;
    throw error;
  }
}

/** Conversations asked for at once; few people are in more channels. */
const PAGE = 999;

/**
 * What is wrong with the channels that somebody named in a form, by block id: nobody names one that they are not in.
 * Slack tells the app of public channels, and of those private ones that it is in itself.
 * @throws what the Web API throws.
 */
export async function channelFaults(
  slack: WebClient,
  userId: string,
  named: Record<string, string | undefined>,
): Promise<FieldErrors> {
  const fields = Object.entries(named).filter(([, channel]) => channel !== undefined);
  if (fields.length === 0) return {};
  const theirs = await channelsOf(slack, userId);
  const others = fields.filter(([, channel]) => !theirs.has(channel ?? ''));
  return Object.fromEntries(others.map(([block]) => [block, NOT_THEIRS]));
}

async function channelsOf(slack: WebClient, userId: string): Promise<Set<string>> {
  const theirs = new Set<string>();
  let cursor: string | undefined;
  do {
    const common = { user: userId, types: 'public_channel,private_channel', limit: PAGE };
    const page = await slack.users.conversations(cursor ? { ...common, cursor } : common);
    for (const { id } of page.channels ?? []) theirs.add(id ?? '');
    cursor = page.response_metadata?.next_cursor;
  } while (cursor);
  return theirs;
}

const NOT_THEIRS = 'Choose a channel that you’re in. If it’s private, invite me there first with “/invite @Bitewise”.';
/** How many people can read along in a channel; undefined when Slack does not say. */
export function readersOf(slack: WebClient, channel: string): Promise<number | undefined> {
  return slack.conversations.info({ channel, include_num_members: true }).then(
    ({ channel: info }) => info?.num_members,
    () => undefined,
  );
}
