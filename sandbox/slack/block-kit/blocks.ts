import { z } from 'zod';
import { accessory, action, input, modalInput } from './elements.ts';
import { LIMITS } from './limits.ts';
import { richTextBlock } from './rich-text.ts';
import { anyText, id, imageBlock, imageElement, mrkdwn, plainText, words } from './text.ts';

const named = { block_id: id.optional() };

const section = z
  .strictObject({
    type: z.literal('section'),
    ...named,
    text: anyText(LIMITS.section.text).optional(),
    fields: z.array(anyText(LIMITS.section.field)).min(1).max(LIMITS.section.fields).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text !== undefined || block.fields !== undefined, 'missing required field: text or fields');

const contextElement = z.discriminatedUnion('type', [
  plainText(LIMITS.context.text),
  mrkdwn(LIMITS.context.text),
  imageElement,
]);

const inputBlock = (element: typeof input | typeof modalInput) =>
  z.strictObject({
    type: z.literal('input'),
    ...named,
    label: plainText(LIMITS.input.label),
    element,
    hint: plainText(LIMITS.input.hint).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
  });

const everywhere = [
  section,
  z.strictObject({ type: z.literal('divider'), ...named }),
  z.strictObject({ type: z.literal('header'), ...named, text: plainText(LIMITS.header) }),
  imageBlock,
  z.strictObject({
    type: z.literal('context'),
    ...named,
    elements: z.array(contextElement).min(1).max(LIMITS.context.elements),
  }),
  z.strictObject({ type: z.literal('actions'), ...named, elements: z.array(action).min(1).max(LIMITS.actions) }),
  richTextBlock,
] as const;
const markdown = z.strictObject({ type: z.literal('markdown'), ...named, text: words(LIMITS.markdown) });

const messageBlock = z.discriminatedUnion('type', [...everywhere, inputBlock(input), markdown]);
const modalBlock = z.discriminatedUnion('type', [...everywhere, inputBlock(modalInput)]);
const homeBlock = z.discriminatedUnion('type', [...everywhere, inputBlock(input)]);

/** The blocks that a message, a modal or a Home tab may hold. */
export const messageBlocks = z.array(messageBlock).max(LIMITS.message.blocks);
export const modalBlocks = z.array(modalBlock).max(LIMITS.view.blocks);
export const homeBlocks = z.array(homeBlock).max(LIMITS.view.blocks);
