/** @typedef {import('../types').Element} Element */
/** @typedef {import('../types').FieldState} FieldState */

/** Per element type: the field of its state, and the field of the element that it starts from. @type {Record<string, [string, string]>} */
const HELD = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
  checkboxes: ['selected_options', 'initial_options'],
  radio_buttons: ['selected_option', 'initial_option'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
};

/** @param {string} type @returns {string} the field of the state that holds what was chosen */
export function heldIn(type) {
  return HELD[type]?.[0] ?? 'value';
}

/** @param {string} type */
export function isStateful(type) {
  return type in HELD;
}

/** @param {Element} element @returns {FieldState} as Slack has it before anybody touches the element */
export function initialState(element) {
  const [field, from] = HELD[element.type] ?? ['value', 'initial_value'];
  const empty = field.endsWith('s') ? [] : null;
  return { type: element.type, [field]: element[/** @type {`initial_${string}`} */ (from)] ?? empty };
}
