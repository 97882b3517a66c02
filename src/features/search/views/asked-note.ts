import type { Content } from '../../../jobs/define.ts';
import { escaped, oneLine, section } from '../../../slack/blocks.ts';

/** In place of a search from which somebody asked. It cannot be edited for long, so that it says what stays true. */
export function askedNote(topic: string): Content {
  const text = `You asked about *${escaped(oneLine(topic, 80))}*. Our messages show how it’s going, and so does \`/mentor status\`.`;
  return { text: text.replaceAll('*', ''), blocks: [section(text)] };
}
