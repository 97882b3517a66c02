import type { Ids } from '../engine/ids.ts';
import { asArray, isObject, type Json } from '../engine/json.ts';

/** An accessory may be an image, which nobody acts on; every other element carries an action_id. */
const withActionId = (ids: Ids, element: unknown): unknown =>
  isObject(element) && element.type !== 'image' ? { action_id: ids.short(), ...element } : element;

/** Gives every block a block_id and every interactive element an action_id where the app gave none, as Slack does. */
export function assignIds(ids: Ids, blocks: readonly Json[]): Json[] {
  return blocks.map((block) => {
    const filled: Json = { ...block, block_id: block.block_id ?? ids.short() };
    if (block.type === 'actions' || block.type === 'context_actions')
      filled.elements = asArray(block.elements).map((element) => withActionId(ids, element));
    if (block.accessory) filled.accessory = withActionId(ids, block.accessory);
    if (block.element) filled.element = withActionId(ids, block.element);
    return filled;
  });
}

/** Every interactive element of some blocks, with the block it is in. */
export function elementsOf(blocks: readonly unknown[]): { block: Json; element: Json }[] {
  return blocks.filter(isObject).flatMap((block) =>
    [
      ...(block.type === 'context' || block.type === 'rich_text' ? [] : asArray(block.elements)),
      block.accessory,
      block.element,
    ]
      .filter(isObject)
      .filter((element) => element.type !== 'image')
      .map((element) => ({ block, element })),
  );
}
