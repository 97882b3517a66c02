import { Buffer } from 'node:buffer';
import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { WorkspaceDeps } from '../deps.ts';
import { TIMEOUT } from './client.ts';

/** `altText` says what a picture shows. */
export type FileToSend = { filename: string; content: string | Uint8Array; title: string; altText?: string };

const place = z.object({ upload_url: z.string(), file_id: z.string() });

/** Somebody's direct message with the app, or a conversation in which it is, and a thread of that. */
export type Where = { user: string } | { channel: string; threadTs?: string };

/**
 * Puts files into a conversation, as one message that begins with `comment`. A failure between
 * upload and answer may bring them twice, which harms nobody. Slack's own client has another name for the alternative
 * text than its documentation (`alt_txt`), so each call is made by itself. @throws when Slack takes them not.
 */
export async function sendFiles(
  { workspace: { slack } }: WorkspaceDeps,
  to: Where,
  { comment, files }: { comment: string; files: FileToSend[] },
): Promise<void> {
  const { channel, threadTs } = 'user' in to ? await openDirect(slack, to.user) : to;
  const sent = [];
  for (const { filename, content, title, altText } of files) {
    const body = Buffer.from(content);
    const about = { filename, length: body.byteLength, ...(altText === undefined ? {} : { alt_txt: altText }) };
    const { upload_url, file_id } = place.parse(await slack.apiCall('files.getUploadURLExternal', about));
    const taken = await fetch(upload_url, { method: 'POST', body, signal: AbortSignal.timeout(TIMEOUT) });
    if (!taken.ok) throw new Error(`Slack took no file: ${taken.status}`);
    sent.push({ id: file_id, title });
  }
  await slack.apiCall('files.completeUploadExternal', {
    ...{ files: sent, channel_id: channel, initial_comment: comment },
    ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
  });
}

async function openDirect(slack: WebClient, user: string): Promise<{ channel: string; threadTs?: string }> {
  const { channel } = await slack.conversations.open({ users: user });
  if (channel?.id === undefined) throw new Error('The direct message could not be opened');
  return { channel: channel.id };
}
