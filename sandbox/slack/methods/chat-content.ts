import { z } from 'zod';
import { assignIds } from '../block-kit/assign-ids.ts';
import { validateMessage } from '../block-kit/validate.ts';
import { ApiError } from '../engine/errors.ts';
import { isObject, type Json } from '../engine/json.ts';
import type { World } from '../world.ts';
import { flag, list, object, text } from './method.ts';

/** Characters of text after which Slack cuts a new message off, and refuses an update (Slack's documentation). */
const LONGEST_TEXT = 40_000;
/** Bytes of metadata's event_payload. */
const LARGEST_METADATA = 8_000;

export const contentArgs = {
  text: text.optional(),
  blocks: list.optional(),
  attachments: list.optional(),
  metadata: object.optional(),
  unfurl_links: flag.optional(),
  unfurl_media: flag.optional(),
  mrkdwn: flag.optional(),
  parse: text.optional(),
  link_names: flag.optional(),
  markdown_text: text.optional(),
};
type Content = z.output<z.ZodObject<typeof contentArgs>>;

const metadataShape = z.object({
  event_type: z.string().min(1).max(255),
  event_payload: z.record(z.string(), z.unknown()),
});

function metadataOf(given: Json | undefined) {
  if (given === undefined || Object.keys(given).length === 0) return undefined;
  const parsed = metadataShape.safeParse(given);
  if (!parsed.success) throw new ApiError('invalid_metadata_format');
  const size = Buffer.byteLength(JSON.stringify(parsed.data.event_payload));
  if (size > LARGEST_METADATA) throw new ApiError('metadata_too_large');
  return parsed.data;
}

export const truncated = (given: string) => [...given].length > LONGEST_TEXT;

/** What a message says, checked as Slack checks it. Throws `no_text`, `invalid_blocks`, and so on. */
export function contentOf(
  world: World,
  given: Content,
): { text: string; blocks?: Json[]; metadata?: z.output<typeof metadataShape> } {
  const blocks = given.blocks ?? [];
  const words = given.markdown_text ?? given.text ?? '';
  if (words === '' && blocks.length === 0 && (given.attachments ?? []).length === 0) throw new ApiError('no_text');
  const faults = validateMessage(blocks);
  if (faults.length > 0)
    throw new ApiError('invalid_blocks', {
      errors: faults.map((fault) => fault.replace('[ERROR] ', '')),
      response_metadata: { messages: faults },
    });
  const metadata = metadataOf(given.metadata);
  return {
    text: truncated(words) ? [...words].slice(0, LONGEST_TEXT).join('') : words,
    ...(blocks.length > 0 ? { blocks: assignIds(world.ids, blocks.filter(isObject)) } : {}),
    ...(given.attachments?.length ? { attachments: given.attachments } : {}),
    ...(metadata ? { metadata } : {}),
  };
}
