import type { Content } from '../../../jobs/define.ts';
import { actions, type Block, button, clip, context, escaped, header, section } from '../../../slack/blocks.ts';
import { FEWEST } from '../../../small-counts.ts';
import type { Period } from '../../metrics/rules/period.ts';
import { periodText } from '../../metrics/views/index.ts';
import type { Finding } from '../rules/finding.ts';
import { figureLine } from './words.ts';

export const ids = { plots: 'reports.plots' } as const;

/** Findings that a message has; all are in the file. */
const [MOST, MOST_UNASKED] = [10, 5];
/** Characters of one finding: a section has 3,000. */
const LONGEST = 1_200;

const marks: Record<Finding['tone'], string> = {
  worry: ':small_red_triangle:',
  good: ':sparkles:',
  plain: ':small_blue_diamond:',
};

/** What an owner asked for: what was found, or that it is being worked out. */
export function reportCard(period: Period, now: Finding[] | 'drawing'): Content {
  const title = `Report for ${periodText(period)}`;
  if (now === 'drawing') {
    const text = `I’m working out the report for ${periodText(period)}. It takes a few seconds; this message will show it.`;
    return { text, blocks: [section(text)] };
  }
  return { text: title, blocks: [header(title), ...list(now, MOST), footnote()] };
}

/** Prompt to an owner: what the month or the quarter shows. */
export function readyNote(period: Period, findings: Finding[]): Content {
  const text = `How it went in ${periodText(period)}`;
  return {
    text,
    blocks: [
      header(text),
      ...list(findings, MOST_UNASKED),
      actions(button(ids.plots, 'See plots and file', { value: `${period.from} ${period.to}` })),
      footnote(),
    ],
  };
}

function list(findings: Finding[], most: number): Block[] {
  const more = findings.length - most;
  const rest =
    more > 0 ? [context(`${more === 1 ? 'One more finding is' : `${more} more findings are`} in the file.`)] : [];
  return [...findings.slice(0, most).map((one) => section(findingText(one))), ...rest];
}

function findingText(finding: Finding): string {
  const says = (text: string) => escaped(clip(text, LONGEST / 3));
  const figure = figureLine(finding);
  const advice =
    finding.advice.kind === 'keep-going' && finding.tone === 'plain' ? [] : [`→ ${says(finding.advice.says)}`];
  return [`${marks[finding.tone]} *${says(finding.says)}*`, ...(figure === '' ? [] : [says(figure)]), ...advice].join(
    '\n',
  );
}

const footnote = () =>
  context(
    `Nothing is told of fewer than ${FEWEST} people. “Likely” is an interval of 95%. An association says what happened, not why.`,
  );

/** Said at once, before anything is worked out. */
export function onItsWay(period: Period): Content {
  return {
    text: `I’m putting the report for ${periodText(period)} together. In our messages you’ll find what I found, plots, and a page to keep. Looking for a way to report a concern? Type \`/mentor concern\`.`,
  };
}

/** What stands with the files. */
export function fileWords(period: Period) {
  return { comment: `Report for ${periodText(period)}`, file: `bitewise-report-${period.from}-to-${period.to}.html` };
}
