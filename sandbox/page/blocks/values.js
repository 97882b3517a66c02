import { heldIn, initialState, isStateful } from './initial.js';

/** @typedef {import('../types').Block} Block */
/** @typedef {import('../types').Element} Element */
/** @typedef {import('../types').Values} Values */

/** @param {Block} block @returns {Element[]} */
function elementsOf(block) {
  if (block.type === 'input') return block.element ? [block.element] : [];
  if (block.type === 'section') return block.accessory ? [block.accessory] : [];
  return block.type === 'actions' ? /** @type {Element[]} */ (block.elements ?? []) : [];
}

/**
 * Everything that a view holds, touched or not, as Slack sends it on submission.
 * @param {Block[]} blocks @param {Values} touched
 * @returns {Values}
 */
export function collectValues(blocks, touched) {
  /** @type {Values} */
  const values = {};
  for (const block of blocks) {
    for (const element of elementsOf(block).filter((one) => isStateful(one.type))) {
      const state = touched[block.block_id]?.[element.action_id] ?? initialState(element);
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: state };
    }
  }
  return values;
}

/**
 * What Slack itself refuses before it asks the app.
 * @param {Block[]} blocks @param {Values} values
 * @returns {Record<string, string>} a sentence per block that is not right
 */
export function checkValues(blocks, values) {
  /** @type {Record<string, string>} */
  const errors = {};
  for (const block of blocks) {
    const element = block.type === 'input' ? block.element : undefined;
    if (!element) continue;
    const held = values[block.block_id]?.[element.action_id]?.[heldIn(element.type)];
    const error = problemWith(element, held, Boolean(block.optional));
    if (error) errors[block.block_id] = error;
  }
  return errors;
}

/** @param {Element} element @param {unknown} held @param {boolean} optional @returns {string | undefined} */
function problemWith(element, held, optional) {
  const isEmpty = held === null || held === undefined || held === '' || (Array.isArray(held) && held.length === 0);
  if (isEmpty) return optional ? undefined : 'This is needed. Please fill it in.';
  if (element.type === 'number_input') return numberProblem(element, String(held));
  if (typeof held !== 'string' || element.min_length === undefined) return undefined;
  return held.length < element.min_length ? `Please write at least ${element.min_length} characters.` : undefined;
}

/** @param {Element} element @param {string} held @returns {string | undefined} */
function numberProblem(element, held) {
  const number = Number(held);
  if (Number.isNaN(number)) return 'Please write a number.';
  if (!element.is_decimal_allowed && !Number.isInteger(number)) return 'Please write a whole number.';
  if (element.min_value !== undefined && number < Number(element.min_value))
    return `The least is ${element.min_value}.`;
  if (element.max_value !== undefined && number > Number(element.max_value)) return `The most is ${element.max_value}.`;
  return undefined;
}
