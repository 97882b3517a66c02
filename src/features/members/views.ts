import type { Content } from '../../jobs/define.ts';
import { escaped, section } from '../../slack/blocks.ts';

/** Tells whoever looks after the app that somebody cannot be written to. */
export function unreachable(member: { name: string }): Content {
  const text = `${member.name} cannot be reached by direct message.`;
  return {
    text,
    blocks: [
      section(
        `*${escaped(member.name)}* cannot be reached by direct message. Nobody will be matched with them until they open Bitewise again or their account is active again. Nothing else is needed from you.`,
      ),
    ],
  };
}
