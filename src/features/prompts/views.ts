import type { Content } from '../../jobs/define.ts';
import { type Block, clip, context, divider, escaped, limits, oneLine, section } from '../../slack/blocks.ts';

/** Whether one more prompt has room in a message of these, with a line that says that others follow. */
export function hasRoom(parts: Content[], more: Content): boolean {
  return divided([...parts, more]).length <= limits.messageBlocks - 1;
}

function divided(parts: Content[]): Block[] {
  return parts.flatMap((part, i) => [...(i > 0 ? [divider()] : []), ...(part.blocks ?? [section(part.text)])]);
}

/**
 * Several prompts in one message, divided by lines; `following` = how many come in a later one. What fits no more once
 * the message is edited is said to be in Home.
 */
export function together(all: Content[], following = 0): Content & { blocks: Block[] } {
  const parts: Content[] = [];
  for (const part of all) if (hasRoom(parts, part)) parts.push(part);
  const blocks = divided(parts);
  const left = all.length - parts.length;
  if (left > 0) blocks.push(context(`${left} more in Home.`));
  else if (following > 0) blocks.push(context(`${following} more will follow.`));
  return { text: clip(parts.map((part) => part.text).join(' · '), limits.messageText), blocks };
}

/** To an owner: prompts of a kind cannot be said, and were left out. */
export function spoiltNote({ kind, reason }: { kind: string; reason: string }): Content {
  const text = `I left out a message of the kind “${escaped(kind)}”, because it couldn’t be shown (${escaped(oneLine(reason, 200))}). Everything else still arrives. Please tell whoever runs Bitewise.`;
  return { text, blocks: [section(text)] };
}

/** In place of what was said once and does not apply any more. */
export function mootNote(): Content {
  const text = 'This no longer applies, so there’s nothing to do.';
  return { text, blocks: [section(text)] };
}

/** To somebody for whom a message was lost. */
export function lostNote(isUnclear: boolean): Content {
  const what = isUnclear ? 'may not have got through, so I haven’t repeated it' : 'didn’t get through';
  const text = `One of my messages to you ${what}. Open Bitewise’s Home to see where things stand.`;
  return { text, blocks: [section(text)] };
}
