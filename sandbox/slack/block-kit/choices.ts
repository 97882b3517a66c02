import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { LIMITS } from './limits.ts';
import { choiceOption, confirm, id, optionGroup, overflowOption, plainText, selectOption } from './text.ts';

/** What every element that people act on may carry. */
export const actionable = { action_id: id.optional() };
export const focusable = { ...actionable, focus_on_load: z.boolean().optional() };
const menu = {
  ...focusable,
  placeholder: plainText(LIMITS.select.placeholder).optional(),
  confirm: confirm.optional(),
};
const several = { ...menu, max_selected_items: z.int().min(1).optional() };
const slackId = z.string().regex(/^[A-Z][A-Z0-9]+$/, 'must be a valid id');

const offered = {
  options: z.array(selectOption).min(1).max(LIMITS.select.options).optional(),
  option_groups: z.array(optionGroup).min(1).max(LIMITS.group.groups).optional(),
};
type Offer = { options?: unknown[] | undefined; option_groups?: { options: unknown[] }[] | undefined };
const allOptions = (offer: Offer) => [
  ...(offer.options ?? []),
  ...(offer.option_groups ?? []).flatMap((g) => g.options),
];

const hasOneList = (offer: Offer) => (offer.options === undefined) !== (offer.option_groups === undefined);
const ONE_LIST = 'must provide either options or option_groups';

/** Whether all initial choices are among those offered, word for word, as Slack demands. */
const among = (offer: Offer & { initial_option?: unknown; initial_options?: unknown[] | undefined }) =>
  [...(offer.initial_option === undefined ? [] : [offer.initial_option]), ...(offer.initial_options ?? [])].every(
    (initial) => allOptions(offer).some((option) => isDeepStrictEqual(option, initial)),
  );
const AMONG = 'initial option must be one of the options';

const initialOne = { initial_option: selectOption.optional() };
const initialMany = { initial_options: z.array(selectOption).min(1).max(LIMITS.select.options).optional() };
const query = { min_query_length: z.int().min(0).optional() };
const filter = z
  .strictObject({
    include: z
      .array(z.enum(['im', 'mpim', 'private', 'public']))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .optional();
const conversations = { default_to_current_conversation: z.boolean().optional(), filter };
const respondable = { response_url_enabled: z.boolean().optional() };

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...menu, ...offered, ...initialOne })
  .refine(hasOneList, ONE_LIST)
  .refine(among, AMONG);
const multiStaticSelect = z
  .strictObject({ type: z.literal('multi_static_select'), ...several, ...offered, ...initialMany })
  .refine(hasOneList, ONE_LIST)
  .refine(among, AMONG);

export const selects = [
  staticSelect,
  z.strictObject({ type: z.literal('external_select'), ...menu, ...initialOne, ...query }),
  z.strictObject({ type: z.literal('users_select'), ...menu, initial_user: slackId.optional() }),
  z.strictObject({
    type: z.literal('conversations_select'),
    ...menu,
    ...conversations,
    ...respondable,
    initial_conversation: slackId.optional(),
  }),
  z.strictObject({ type: z.literal('channels_select'), ...menu, ...respondable, initial_channel: slackId.optional() }),
] as const;

export const multiSelects = [
  multiStaticSelect,
  z.strictObject({ type: z.literal('multi_external_select'), ...several, ...initialMany, ...query }),
  z.strictObject({ type: z.literal('multi_users_select'), ...several, initial_users: z.array(slackId).optional() }),
  z.strictObject({
    type: z.literal('multi_conversations_select'),
    ...several,
    ...conversations,
    initial_conversations: z.array(slackId).optional(),
  }),
  z.strictObject({
    type: z.literal('multi_channels_select'),
    ...several,
    initial_channels: z.array(slackId).optional(),
  }),
] as const;

const choiceList = z.array(choiceOption).min(1).max(LIMITS.choices.options);
export const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    ...focusable,
    confirm: confirm.optional(),
    options: choiceList,
    initial_options: choiceList.optional(),
  })
  .refine(among, AMONG);
export const radioButtons = z
  .strictObject({
    type: z.literal('radio_buttons'),
    ...focusable,
    confirm: confirm.optional(),
    options: choiceList,
    initial_option: choiceOption.optional(),
  })
  .refine(among, AMONG);

export const overflow = z.strictObject({
  type: z.literal('overflow'),
  ...actionable,
  confirm: confirm.optional(),
  options: z.array(overflowOption).min(1).max(LIMITS.overflow.options),
});
