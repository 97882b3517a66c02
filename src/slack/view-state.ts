import { z } from 'zod';

const optionValue = z.object({ value: z.string() });

/** The state of one element of a modal, whatever its type. */
const state = z
  .looseObject({
    value: z.string().nullish(),
    selected_option: optionValue.nullish(),
    selected_options: z.array(optionValue).optional(),
    selected_user: z.string().nullish(),
    selected_users: z.array(z.string()).optional(),
    selected_conversation: z.string().nullish(),
    selected_channel: z.string().nullish(),
    selected_date: z.string().nullish(),
    selected_time: z.string().nullish(),
    selected_date_time: z.number().nullish(),
  })
  .transform((s): string | number | string[] | undefined => {
    const single =
      s.value ??
      s.selected_option?.value ??
      s.selected_user ??
      s.selected_conversation ??
      s.selected_channel ??
      s.selected_date ??
      s.selected_time ??
      s.selected_date_time;
    return single ?? s.selected_options?.map((o) => o.value) ?? s.selected_users ?? undefined;
  });

/** What a modal sends of its inputs: block id, action id, state. */
export const modalState = z.record(z.string(), z.record(z.string(), state));

/**
 * The answers of a modal by block id: text, number (datetimepicker, seconds), list of chosen values, or undefined
 * where nothing was given. @throws ZodError when it is no modal state.
 */
export function readValues(raw: unknown): Record<string, string | number | string[] | undefined> {
  const blocks = Object.entries(modalState.parse(raw ?? {}));
  return Object.fromEntries(blocks.map(([blockId, elements]) => [blockId, Object.values(elements)[0]]));
}

/** The chosen value of one action: a button's value, an option, a date and so on; '' when there is none. */
export function actionValue(raw: unknown): string {
  const value = state.parse(raw);
  return Array.isArray(value) ? value.join(',') : String(value ?? '');
}
