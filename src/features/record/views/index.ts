import type { Content } from '../../../jobs/define.ts';
import {
  actions,
  type Block,
  button,
  clip,
  context,
  dateText,
  escaped,
  header,
  section,
} from '../../../slack/blocks.ts';
import { oneLine } from '../../../slack/text.ts';
import { type Entry, type GrowthRecord, partNames, parts, sizeOf } from '../rules.ts';

export { recordFile } from './file.ts';

export const ids = { open: 'record.open', file: 'record.file' } as const;

/** Entries of each part that the message names; the file has all. */
const MOST_SHOWN = 8;
/** Characters of somebody's own words in a line; escaping makes up to five of one. */
const MOST_WORDS = 40;

/** What somebody learned, used and passed on, for them alone. */
export function recordMessage(record: GrowthRecord): Content {
  const text = 'Your growth record';
  if (sizeOf(record) === 0) {
    const empty =
      'Nothing yet: your record begins with your first session or lesson. Type `/mentor` and a topic to begin.';
    return { text, blocks: [header(text), section(empty)] };
  }
  const blocks: Block[] = parts.flatMap((part) => (record[part].length === 0 ? [] : [partBlock(record, part)]));
  return {
    text,
    blocks: [
      header(text),
      ...blocks,
      actions(button(ids.file, 'Send me the file', { style: 'primary' })),
      context(
        'Only you see this. The file has everything, to bring to a review: it names no colleagues, and leaves out what was asked quietly.',
      ),
    ],
  };
}

function partBlock(record: GrowthRecord, part: (typeof parts)[number]): Block {
  const entries = record[part];
  const more = entries.length - MOST_SHOWN;
  const lines = entries.slice(0, MOST_SHOWN).map(line);
  return section([`*${partNames[part]}*`, ...lines, ...(more > 0 ? [`and ${more} more`] : [])].join('\n'));
}

function line({ at, what, words, note, isQuiet }: Entry): string {
  const said = words === '' ? '' : ` “${escaped(oneLine(words, MOST_WORDS))}”`;
  const told = note === '' ? '' : ` ${escaped(clip(note, 100))}`;
  const quiet = isQuiet ? ' _asked quietly_' : '';
  return `• ${dateText(at, '{date_short}')}: ${escaped(oneLine(what, MOST_WORDS))}${quiet}.${told}${said}`;
}

/** After “Send me the file”. */
export const fileOnItsWay = (): Content => ({ text: 'In a moment it’s a file in our direct messages.' });

/** What is said with the file. */
export function fileWords() {
  return {
    filename: 'growth-record.html',
    title: 'Your growth record',
    comment:
      'Your growth record. It opens in any browser, without a network, and prints. Your own words are in it: read it before you pass it on.',
  };
}
