import { z } from 'zod';
import type { WorkspaceDeps } from '../../../deps.ts';

export type UploadedFile = { content: Uint8Array; filename: string; title: string; altText: string };

const place = z.object({ upload_url: z.string(), file_id: z.string() });

/**
 * Puts files into a person's messages as one message. Slack's own client has another name for the alternative text than
 * its documentation (`alt_txt`), so each call is made by itself.
 * @throws what Slack says against it
 */
export async function uploadTo(
  { workspace: { slack } }: WorkspaceDeps,
  memberId: string,
  comment: string,
  all: UploadedFile[],
) {
  const { channel } = await slack.conversations.open({ users: memberId });
  if (channel?.id === undefined) throw new Error('The direct message could not be opened');
  const files = [];
  for (const { content, filename, title, altText } of all) {
    const about = { filename, length: content.byteLength, ...(altText === '' ? {} : { alt_txt: altText }) };
    const { upload_url, file_id } = place.parse(await slack.apiCall('files.getUploadURLExternal', about));
    const sent = await fetch(upload_url, { method: 'POST', body: Buffer.from(content) });
    if (!sent.ok) throw new Error(`Slack took no file: ${sent.status}`);
    files.push({ id: file_id, title });
  }
  await slack.apiCall('files.completeUploadExternal', { files, channel_id: channel.id, initial_comment: comment });
}
