import { asArray, asObject, asText, isObject, type Json } from '../engine/json.ts';

const isEmpty = (state: Json): boolean => {
  const held = Object.entries(state).filter(([key]) => key !== 'type');
  return held.every(
    ([, value]) =>
      value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0),
  );
};

const lengthFault = (element: Json, value: string): string | undefined => {
  if (typeof element.min_length === 'number' && value.length < element.min_length)
    return `Your entry must be at least ${element.min_length} characters long.`;
  if (typeof element.max_length === 'number' && value.length > element.max_length)
    return `Your entry must be no longer than ${element.max_length} characters.`;
  return undefined;
};

const kindFault = (element: Json, value: string): string | undefined => {
  if (element.type === 'email_text_input' && !/^\S+@\S+\.\S+$/.test(value))
    return 'Please enter a valid email address.';
  if (element.type === 'url_text_input' && !URL.canParse(value)) return 'Please enter a valid URL.';
  if (element.type !== 'number_input') return undefined;
  const number = Number(value);
  if (Number.isNaN(number) || (element.is_decimal_allowed === false && !Number.isInteger(number)))
    return 'Please enter a valid number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `Please enter a number of at least ${String(element.min_value)}.`;
  if (element.max_value !== undefined && number > Number(element.max_value))
    return `Please enter a number of at most ${String(element.max_value)}.`;
  return undefined;
};

/** What Slack's client itself holds against a modal before it troubles the app, by block_id. */
export function inputFaults(
  blocks: readonly unknown[],
  values: Record<string, Record<string, Json>>,
): Record<string, string> {
  const faults: Record<string, string> = {};
  for (const block of asArray(blocks).filter(isObject)) {
    if (block.type !== 'input') continue;
    const element = asObject(block.element);
    const blockId = String(block.block_id);
    const state = values[blockId]?.[String(element.action_id)] ?? {};
    if (isEmpty(state)) {
      if (block.optional !== true) faults[blockId] = 'Please complete this required field.';
      continue;
    }
    const value = asText(state.value);
    const fault = lengthFault(element, value) ?? kindFault(element, value);
    if (fault) faults[blockId] = fault;
  }
  return faults;
}
