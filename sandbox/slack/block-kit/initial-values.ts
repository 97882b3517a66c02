import { compact, type Json } from '../engine/json.ts';
import { elementsOf } from './assign-ids.ts';

type Read = (element: Json) => Json;

const one =
  (to: string, from: string): Read =>
  (element) => ({ [to]: element[from] ?? null });
const many =
  (to: string, from: string): Read =>
  (element) => ({ [to]: element[from] ?? [] });
const typed: Read = (element) => ({ value: element.initial_value ?? null });

/** How each kind of input shows in `state.values` before anybody touched it. */
const READERS: Record<string, Read> = {
  plain_text_input: typed,
  email_text_input: typed,
  url_text_input: typed,
  number_input: typed,
  rich_text_input: one('rich_text_value', 'initial_value'),
  static_select: one('selected_option', 'initial_option'),
  external_select: one('selected_option', 'initial_option'),
  users_select: one('selected_user', 'initial_user'),
  conversations_select: one('selected_conversation', 'initial_conversation'),
  channels_select: one('selected_channel', 'initial_channel'),
  multi_static_select: many('selected_options', 'initial_options'),
  multi_external_select: many('selected_options', 'initial_options'),
  multi_users_select: many('selected_users', 'initial_users'),
  multi_conversations_select: many('selected_conversations', 'initial_conversations'),
  multi_channels_select: many('selected_channels', 'initial_channels'),
  checkboxes: many('selected_options', 'initial_options'),
  radio_buttons: one('selected_option', 'initial_option'),
  datepicker: one('selected_date', 'initial_date'),
  timepicker: one('selected_time', 'initial_time'),
  datetimepicker: one('selected_date_time', 'initial_date_time'),
  file_input: () => ({ files: [] }),
};

export type Values = Record<string, Record<string, Json>>;

/** `state.values` of some blocks as they stand before anybody acted. Buttons and overflow menus hold no state. */
export function initialValues(blocks: readonly unknown[]): Values {
  const values: Values = {};
  for (const { block, element } of elementsOf(blocks)) {
    const read = READERS[String(element.type)];
    if (!read) continue;
    const blockId = String(block.block_id);
    values[blockId] = {
      ...values[blockId],
      [String(element.action_id)]: compact({ type: element.type, ...read(element) }),
    };
  }
  return values;
}
