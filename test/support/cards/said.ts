/** What stands in a message in place of a line about somebody who deleted their data. */
const ERASED = /^About a former member$\n?/gm;

/**
 * What blocks claim: their words line by line, buttons as “[text]” and menus as “{placeholder}”. What a person wrote
 * and the app only quotes is left out, and so are pictures of names: nobody claims that it is so.
 */
export function claimed(blocks: unknown): string {
  if (Array.isArray(blocks)) return blocks.map(claimed).filter(Boolean).join('\n');
  if (typeof blocks !== 'object' || blocks === null) return '';
  const block = blocks as Record<string, unknown>;
  if (block.type === 'rich_text_quote') return '';
  if (block.type === 'button') return `[${claimed(block.text)}]`;
  if (block.type === 'static_select') return `{${claimed(block.placeholder)}}`;
  if (typeof block.text === 'string') return block.text.replaceAll(ERASED, '');
  return ['text', 'fields', 'elements', 'accessory']
    .map((key) => claimed(block[key]))
    .filter(Boolean)
    .join('\n');
}

type Shown = { type: string };

/** The parts of a message that lines divide. */
export function parts(blocks: Shown[]): Shown[][] {
  const all: Shown[][] = [[]];
  for (const block of blocks) {
    if (block.type === 'divider') all.push([]);
    else all.at(-1)?.push(block);
  }
  return all;
}
