import { asArray, isObject, type Json } from '../engine/json.ts';
import { elementsOf } from './assign-ids.ts';

/** Faults that only show across blocks: ids given twice, and more than one element that wants the focus. */
export function crossFaults(blocks: unknown, under: string): string[] {
  const list = asArray(blocks).filter(isObject);
  return [
    ...twiceNamed(list, under),
    ...list.flatMap((block, at) => twiceActing(block, `${under}/${at}`)),
    ...focusFaults(list, under),
  ];
}

const twice = (values: unknown[]) => values.flatMap((value, at) => (values.indexOf(value) < at ? [{ value, at }] : []));

const twiceNamed = (blocks: Json[], under: string) => {
  const named = blocks.map((block, at) => block.block_id ?? Symbol(at));
  return twice(named).map(
    ({ value, at }) => `[ERROR] block_id already exists: ${String(value)} [json-pointer:${under}/${at}/block_id]`,
  );
};

const twiceActing = (block: Json, pointer: string) =>
  twice(elementsOf([block]).map(({ element }, n) => element.action_id ?? Symbol(n))).map(
    ({ value }) => `[ERROR] action_id already exists: ${String(value)} [json-pointer:${pointer}]`,
  );

const focusFaults = (blocks: Json[], under: string) =>
  elementsOf(blocks).filter(({ element }) => element.focus_on_load === true).length > 1
    ? [`[ERROR] only one element may have focus_on_load [json-pointer:${under}]`]
    : [];
