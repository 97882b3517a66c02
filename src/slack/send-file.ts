import { Buffer } from 'node:buffer';
import type { WorkspaceDeps } from '../deps.ts';

export type FileToSend = { filename: string; content: string | Uint8Array; title: string; comment: string };

/**
 * Puts a file into somebody's direct message with the app. A failure between upload and answer may bring it twice, which
 * harms nobody. @throws when Slack takes it not.
 */
export async function sendFile({ workspace }: WorkspaceDeps, memberId: string, file: FileToSend): Promise<void> {
  const { channel } = await workspace.slack.conversations.open({ users: memberId });
  if (channel?.id === undefined) throw new Error('The direct message could not be opened');
  const { filename, title, comment, content } = file;
  const data = typeof content === 'string' ? { content } : { file: Buffer.from(content) };
  await workspace.slack.filesUploadV2({
    channel_id: channel.id,
    ...data,
    ...{ filename, title, initial_comment: comment },
  });
}
