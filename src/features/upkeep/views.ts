import type { Content } from '../../jobs/define.ts';
import { escaped, section } from '../../slack/blocks.ts';

/** The note to whoever looks after the app; at least one of the counts is more than zero. */
export function troubleNote({ dead, unknown }: { dead: number; unknown: number }): Content {
  const parts = [
    ...(dead > 0
      ? [dead === 1 ? 'One message could not be delivered' : `${dead} messages could not be delivered`]
      : []),
    ...(unknown > 0
      ? [`of ${unknown} Slack gave no clear answer, so I did not repeat ${unknown === 1 ? 'it' : 'them'}`]
      : []),
  ];
  const text = parts.join(', and ');
  const sentence = `${text.charAt(0).toUpperCase()}${text.slice(1)}. Whoever runs Bitewise can see which and why with “npm run jobs”, and send them again from there.`;
  return { text: sentence, blocks: [section(sentence)] };
}

/** The note that Slack refused everything for a while; whoever reads it is reached again. */
export function refusedNote(error: string): Content {
  const text = `Slack refused all my messages for a while (${escaped(error)}). That is over, and what waited goes out in its order.`;
  return { text, blocks: [section(text)] };
}
