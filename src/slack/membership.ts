import type { WebClient } from '@slack/web-api';
import { judge } from './verdict.ts';

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
    if (judge(error).kind === 'never') return false;
    throw error;
  }
}
