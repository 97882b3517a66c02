import type { Content } from '../../../jobs/define.ts';
import { actions, button, escaped, limits, oneLine, section } from '../../../slack/blocks.ts';
import { ids } from '../../requests/views/ids.ts';

/** The answer to a message that is a command: it can be run from here. `command` is what would follow `/mentor`. */
export function commandCard(command: string): Content {
  const name = escaped(oneLine(command.replace(/<[@#][^>]*>/g, '…'), 60));
  const text = `“${name}” is a command: type \`/mentor ${name}\`, or press the button. What you write here otherwise is a topic that I look for.`;
  const run = button(ids.runCommand, 'Do it now', { value: command });
  return { text, blocks: [section(text), ...(command.length <= limits.buttonValue ? [actions(run)] : [])] };
}
