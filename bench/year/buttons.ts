/** Puts these into a modal, by block; the rest is filled in as somebody would. */
export type Filling = Record<string, string | string[] | null>;

/** The buttons of blocks: action, block, and what they carry, in their order. */
export function buttonsOf(blocks: unknown): { actionId: string; blockId: string; value: string }[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block) =>
    [...(block.elements ?? []), ...(block.accessory ? [block.accessory] : [])]
      .filter((element: { type?: string }) => element.type === 'button')
      .map((element: { action_id: string; value?: string }) => ({
        actionId: element.action_id,
        blockId: String(block.block_id),
        value: element.value ?? '',
      })),
  );
}
