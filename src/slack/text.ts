import { isFormer } from '../database/personal-data.ts';

/** Slack's limits in characters or items (docs.slack.dev, reference/block-kit). */
export const limits = {
  messageBlocks: 50,
  viewBlocks: 100,
  sectionText: 3000,
  header: 150,
  viewTitle: 24,
  buttonText: 75,
  buttonValue: 2000,
  optionText: 75,
  optionValue: 150,
  options: 100,
  checkboxes: 10,
  inputLabel: 2000,
  placeholder: 150,
  contextElements: 10,
  contextText: 2000,
  actionsElements: 25,
  inputLength: 3000,
  privateMetadata: 3000,
  messageText: 4000,
} as const;

/** Cuts at `max` characters, whole code points only, with an ellipsis where something is gone. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = text.slice(0, max - 1);
  if (/[\uD800-\uDBFF]$/.test(cut)) cut = cut.slice(0, -1);
  return `${cut.trimEnd()}…`;
}

/** What stands in for a formatting mark: alike to the eye, and it cannot pair up with another. */
const lookalikes: Record<string, string> = { '*': '\u2217', _: '\u02cd', '~': '\u223c', '`': '\u02cb' };

/**
 * A person's words inside mrkdwn: nothing in them becomes a mention, link or formatting.
 * Slack documents &, < and > as the control characters; it knows no escape for formatting marks.
 */
export function escaped(text: string): string {
  return escapeControls(text).replace(/[*_~`]/g, (mark) => lookalikes[mark] ?? mark);
}

/**
 * What somebody wrote for all to read, with the formatting that they chose: nothing in it becomes a mention or a link.
 */
export function escapeControls(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** Clips escaped mrkdwn without leaving half an entity such as `&am` behind. */
export function clipMrkdwn(text: string, max: number): string {
  return text.length <= max ? text : clip(text, max).replace(/&[a-z]{0,3}…$/, '…');
}

/** One line of what somebody typed: no line breaks or control characters, clipped to `max` characters. */
export function oneLine(text: string, max: number): string {
  return clip(text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim(), max);
}

/** A moment as the reader's own Slack shows it, with a fallback for where it cannot. */
export function dateText(at: Temporal.Instant, format = '{date_short_pretty} at {time}'): string {
  const fallback = at.toString({ smallestUnit: 'minute' });
  return `<!date^${Math.floor(at.epochMilliseconds / 1000)}^${format}|${fallback}>`;
}

/** Who has no name any more, as it stands within a sentence. */
const FORMER = 'a former member';

/** Somebody's name as Slack shows it; who had their data deleted has none. */
export function mention(userId: string): string {
  return isFormer(userId) ? FORMER : `<@${userId}>`;
}

/** The same text with a capital where a sentence begins with somebody who has no name, and without one elsewhere. */
export function withCapitals(text: string): string {
  return text.replaceAll(/(^|\n|• |[.!?] )?([*_]*)a former member/gi, (_, start?: string, marks = '') => {
    const words = start === undefined ? FORMER : `A${FORMER.slice(1)}`;
    return `${start ?? ''}${marks}${words}`;
  });
}
