import { z } from 'zod';
import { LIMITS } from './limits.ts';

/** Text of `least` to `most` characters. */
export const words = (most: number, least = 1) => z.string().min(least).max(most);

export const plainText = (most: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: words(most), emoji: z.boolean().optional() });

export const mrkdwn = (most: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: words(most), verbatim: z.boolean().optional() });

export const anyText = (most: number) => z.discriminatedUnion('type', [plainText(most), mrkdwn(most)]);

export const id = words(LIMITS.id);

export const webAddress = (most: number) => words(most).regex(/^https?:\/\/\S+$/i, 'must be a valid URL');

export const style = z.enum(['primary', 'danger']);

export const confirm = z.strictObject({
  title: plainText(LIMITS.confirm.title).optional(),
  text: anyText(LIMITS.confirm.text),
  confirm: plainText(LIMITS.confirm.confirm).optional(),
  deny: plainText(LIMITS.confirm.deny).optional(),
  style: style.optional(),
});

/** An option of a select: plain text, no link. */
export const selectOption = z.strictObject({
  text: plainText(LIMITS.option.text),
  value: words(LIMITS.option.value),
  description: plainText(LIMITS.option.description).optional(),
});

/** An option of an overflow menu, which may lead to a web address. */
export const overflowOption = selectOption.extend({ url: webAddress(LIMITS.option.url).optional() });

/** An option of checkboxes or radio buttons, where mrkdwn is allowed. */
export const choiceOption = z.strictObject({
  text: anyText(LIMITS.option.text),
  value: words(LIMITS.option.value),
  description: anyText(LIMITS.option.description).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(LIMITS.group.label),
  options: z.array(selectOption).min(1).max(LIMITS.group.options),
});

const imageSource = {
  image_url: webAddress(LIMITS.image.url).optional(),
  slack_file: z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]).optional(),
  alt_text: words(LIMITS.image.alt),
};

const hasOneSource = (image: { image_url?: unknown; slack_file?: unknown }) =>
  (image.image_url === undefined) !== (image.slack_file === undefined);

export const imageElement = z
  .strictObject({ type: z.literal('image'), ...imageSource })
  .refine(hasOneSource, 'must provide either image_url or slack_file');

export const imageBlock = z
  .strictObject({
    type: z.literal('image'),
    block_id: id.optional(),
    ...imageSource,
    title: plainText(LIMITS.image.title).optional(),
  })
  .refine(hasOneSource, 'must provide either image_url or slack_file');
