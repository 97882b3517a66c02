import { z } from 'zod';
import { actionable, checkboxes, focusable, multiSelects, overflow, radioButtons, selects } from './choices.ts';
import { LIMITS } from './limits.ts';
import { richTextBlock } from './rich-text.ts';
import { confirm, imageElement, plainText, style, webAddress, words } from './text.ts';

const button = z.strictObject({
  type: z.literal('button'),
  ...actionable,
  text: plainText(LIMITS.button.text),
  value: z.string().max(LIMITS.button.value).optional(),
  url: webAddress(LIMITS.button.url).optional(),
  style: style.optional(),
  confirm: confirm.optional(),
  accessibility_label: words(LIMITS.button.label).optional(),
});

const placeholder = plainText(LIMITS.select.placeholder).optional();
const dated = { ...focusable, confirm: confirm.optional() };
const datepicker = z.strictObject({
  type: z.literal('datepicker'),
  ...dated,
  placeholder,
  initial_date: z.iso.date('must be a date as YYYY-MM-DD').optional(),
});
const timepicker = z.strictObject({
  type: z.literal('timepicker'),
  ...dated,
  placeholder,
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time as HH:mm')
    .optional(),
  timezone: z.string().optional(),
});
const datetimepicker = z.strictObject({
  type: z.literal('datetimepicker'),
  ...dated,
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
});

const dispatching = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .optional(),
    })
    .optional(),
};
const typing = { ...focusable, ...dispatching, placeholder };
const plainTextInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    ...typing,
    initial_value: z.string().max(LIMITS.input.text).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(LIMITS.input.text).optional(),
    max_length: z.int().min(1).max(LIMITS.input.text).optional(),
  })
  .refine(
    (input) => (input.min_length ?? 0) <= (input.max_length ?? LIMITS.input.text),
    'min_length must not exceed max_length',
  )
  .refine(
    (input) => (input.initial_value ?? '').length <= (input.max_length ?? LIMITS.input.text),
    'initial_value is longer than max_length',
  );
const number = z.string().regex(/^-?\d+(\.\d+)?$/, 'must be a number');
const typedInputs = [
  plainTextInput,
  z.strictObject({ type: z.literal('email_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({ type: z.literal('url_text_input'), ...typing, initial_value: z.string().optional() }),
  z.strictObject({
    type: z.literal('number_input'),
    ...typing,
    is_decimal_allowed: z.boolean(),
    initial_value: number.optional(),
    min_value: number.optional(),
    max_value: number.optional(),
  }),
  z.strictObject({ type: z.literal('rich_text_input'), ...typing, initial_value: richTextBlock.optional() }),
] as const;
const fileInput = z.strictObject({
  type: z.literal('file_input'),
  ...actionable,
  filetypes: z.array(z.string()).optional(),
  max_files: z.int().min(1).max(LIMITS.files).optional(),
});

const acted = [
  button,
  overflow,
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  ...selects,
  ...multiSelects,
] as const;

/** What may stand beside a section's text. */
export const accessory = z.discriminatedUnion('type', [...acted, imageElement]);
/** What may stand in an actions block. */
export const action = z.discriminatedUnion('type', [...acted, datetimepicker]);

const inputs = [
  checkboxes,
  radioButtons,
  datepicker,
  timepicker,
  datetimepicker,
  ...selects,
  ...multiSelects,
  ...typedInputs,
] as const;
/** What may stand in an input block; files only in a modal. */
export const input = z.discriminatedUnion('type', inputs);
export const modalInput = z.discriminatedUnion('type', [...inputs, fileInput]);
