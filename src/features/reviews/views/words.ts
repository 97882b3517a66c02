import { type Words, wordsIn } from '../../reports/rules/words.ts';
import { differs, figureName, type Measured } from '../rules/before-after.ts';
import type { AdjustmentKind } from '../rules/proposals.ts';

export type Told = { kind: AdjustmentKind; about: string; words: string };

/** A time zone by its city. */
const cityOf = (zone: string) => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');

/** What is changed, as plain text that everybody may read. */
export function adjustmentText({ kind, about, words }: Told): string {
  return says[kind](about, words);
}

const says: Record<AdjustmentKind, (about: string, words: string) => string> = {
  'invite-helpers': (topic) =>
    topic === '' ? 'Invite more people to help' : `Invite people who know ${topic} to help`,
  'office-hours': (topic) => `Office hours by people who offer ${topic}`,
  'leader-hours': (department) =>
    department === '' ? 'Office hours by leaders' : `Office hours by a leader in ${department}`,
  'zone-time': (zone) => `Longer answer time in ${cityOf(zone)}`,
  'answer-time': () => 'Longer answer time for everyone who is asked',
  'spread-the-load': () => 'Invite people who were asked rarely so far',
  'tell-people': () => 'Tell people again what Bitewise is for',
  'talk-about-it': () => 'Remind people that a talk can end with one next step',
  'look-closer': () => 'Ask a few people what is behind it',
  own: (_, words) => (words === '' ? 'Something whose words were deleted' : words),
};

/** What the app does about it at a click, and the question before that. */
export const parts: Partial<Record<AdjustmentKind, { button: string; asks: string; done: string }>> = {
  'invite-helpers': {
    button: 'Invite them',
    asks: 'I’ll ask people whose job title mentions it, or who helped with something like it, 20 at most, in their working hours.',
    done: 'I’m asking people who may know it.',
  },
  'office-hours': {
    button: 'Ask them',
    asks: 'I’ll ask people who offer it, 20 at most, whether they would hold office hours, in their working hours.',
    done: 'I’m asking people who offer it.',
  },
  'leader-hours': {
    button: 'Ask leaders',
    asks: 'I’ll ask the leaders named in the settings whether they would hold office hours, in their working hours.',
    done: 'I’m asking leaders.',
  },
  'zone-time': {
    button: 'Give more time',
    asks: 'Colleagues there get the next longer time for an answer, from their next request on.',
    done: 'Colleagues there have longer for an answer.',
  },
  'answer-time': {
    button: 'Give more time',
    asks: 'Everyone gets the next longer time for an answer, from the next request on.',
    done: 'Everyone has longer for an answer.',
  },
};

/** “66% (likely 55–76%)” */
function valueText({ unit, value, low, high }: Measured, words: Words): string {
  const range =
    low === undefined
      ? ''
      : ` (likely ${words.value(unit, low)}${high === undefined ? ' or more' : `–${words.value(unit, high)}`})`;
  return `${words.value(unit, value)}${range}`;
}

/** Before and after, in words. */
export function comparedText(
  { measure, before, now }: { measure: string; before: Measured | undefined; now: Measured | undefined },
  locale: string,
): string {
  if (measure === '') return 'It isn’t followed by a figure.';
  const words = wordsIn(locale);
  const name = nameOf(measure);
  if (!before && !now) return `${name}: not told for either quarter.`;
  const was = before ? valueText(before, words) : 'not told';
  const is = now ? valueText(now, words) : goneText(measure);
  const chance = before && now ? differs(before, now) : undefined;
  const more = chance === undefined ? '' : chance ? ' More than chance.' : ' That may be chance.';
  return `${name}: ${was} before, ${is} now.${more}`;
}

/** A topic is told of only while five people or more find no one. */
const goneText = (measure: string) => (measure.startsWith('short:') ? 'no longer told as short' : 'not told');

const accessNames: Record<string, string> = {
  asked: 'who asked',
  matched: 'asks that found someone',
  wait: 'how long half of the asks waited',
  putForward: 'who was put forward',
};

function nameOf(measure: string): string {
  const [what, second = '', , ...rest] = measure.split(':');
  if (what === 'short') return `Asks about ${measure.slice('short:'.length)} that found no one`;
  if (what === 'access') return `${cityOf(rest.join(':'))}, ${accessNames[second] ?? second}`;
  return figureName(second) || 'The pulse';
}
