import { Refusal } from '../engine/errors.ts';
import { asArray, asObject, isObject, type Json } from '../engine/json.ts';

/** What a person puts into an element, said shortly: text, an option's value or text, several, or the whole state. */
export type Entry = string | number | boolean | null | readonly string[] | Json;

const flatOptions = (element: Json): Json[] =>
  [
    ...asArray(element.options),
    ...asArray(element.option_groups).flatMap((group) => asArray(asObject(group).options)),
  ].filter(isObject);

const pick = (options: Json[], wanted: string): Json => {
  const found =
    options.find((option) => option.value === wanted) ??
    options.find((option) => asObject(option.text).text === wanted);
  if (!found) throw new Refusal(`There’s no option “${wanted}”.`);
  return found;
};

const several = (entry: Entry): string[] =>
  Array.isArray(entry) ? entry.map(String) : entry === null ? [] : [String(entry)];

type Fill = (entry: Entry, options: () => Json[]) => Json;
const value: Fill = (entry) => ({ value: entry === null ? null : String(entry) });
const selected: Fill = (entry, options) => ({
  selected_option: entry === null ? null : pick(options(), String(entry)),
});
const selectedMany: Fill = (entry, options) => ({
  selected_options: several(entry).map((one) => pick(options(), one)),
});
const single =
  (key: string): Fill =>
  (entry) => ({ [key]: entry });
const multiple =
  (key: string): Fill =>
  (entry) => ({ [key]: several(entry) });

const FILLS: Record<string, Fill> = {
  plain_text_input: value,
  email_text_input: value,
  url_text_input: value,
  number_input: value,
  rich_text_input: single('rich_text_value'),
  static_select: selected,
  external_select: selected,
  radio_buttons: selected,
  overflow: selected,
  multi_static_select: selectedMany,
  multi_external_select: selectedMany,
  checkboxes: selectedMany,
  users_select: single('selected_user'),
  conversations_select: single('selected_conversation'),
  channels_select: single('selected_channel'),
  multi_users_select: multiple('selected_users'),
  multi_conversations_select: multiple('selected_conversations'),
  multi_channels_select: multiple('selected_channels'),
  datepicker: single('selected_date'),
  timepicker: single('selected_time'),
  datetimepicker: single('selected_date_time'),
};

/**
 * The state that Slack sends for an element once a person has put `entry` into it.
 * An object with a `type` is taken as the state itself.
 * @param loaded options that the app gave for an external select
 */
export function stateFor(element: Json, entry: Entry, loaded: Json[] = []): Json {
  if (isObject(entry) && entry.type !== undefined) return entry;
  const fill = FILLS[String(element.type)];
  if (!fill) throw new Refusal(`Nothing can be put into a ${String(element.type)}.`);
  return { type: element.type, ...fill(entry, () => [...flatOptions(element), ...loaded]) };
}
