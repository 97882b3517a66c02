import type { Content } from '../../jobs/define.ts';
import { type Block, clip, context, divider, limits, section } from '../../slack/blocks.ts';

/** Several prompts in one message, divided by lines. What does not fit is said to be in Home, where all of it stands. */
export function together(parts: Content[]): Content & { blocks: Block[] } {
  const blocks: Block[] = [];
  let left = 0;
  for (const part of parts) {
    const more = part.blocks ?? [section(part.text)];
    const needed = more.length + (blocks.length > 0 ? 1 : 0);
    if (blocks.length + needed > limits.messageBlocks - 1) {
      left += 1;
      continue;
    }
    if (blocks.length > 0) blocks.push(divider());
    blocks.push(...more);
  }
  if (left > 0) blocks.push(context(`${left} more in Home.`));
  return { text: clip(parts.map((part) => part.text).join(' · '), limits.messageText), blocks };
}

/** To somebody for whom a message was lost. */
export function lostNote(): Content {
  const text = "One of my messages to you didn't get through. Open Bitewise's Home to see where things stand.";
  return { text, blocks: [section(text)] };
}
