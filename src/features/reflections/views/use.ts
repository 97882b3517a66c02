import type { Content } from '../../../jobs/define.ts';
import { type Block, choice, escaped, input, option, quote, section } from '../../../slack/blocks.ts';
import { reportButton } from '../../care/views.ts';
import { type Outcome, type TimeSaved, timesSaved } from '../rules.ts';

export type OutcomeView = {
  sessionId: string;
  mentor: string;
  mentee: string;
  topic: string | undefined;
  /** What it takes to ask the mentor about the same again; undefined when they or the topic are gone. */
  talkAgain: { skillId: string; mentorId: string } | undefined;
  outcome: Outcome | undefined;
  canChange: boolean;
};

/** Tells the mentor that it was of use, in the mentee's own words if they wrote any for them. */
export function useNews({ sessionId, mentee, topic, outcome }: OutcomeView): Content {
  const about = topic === undefined ? 'what you two talked about' : `what you showed them about ${escaped(topic)}`;
  const detail = outcome?.detail ?? '';
  return {
    text: `${escaped(mentee)} used ${about}.`,
    blocks: [
      section(`*${escaped(mentee)}* used ${about}. Thank you.`, reportButton({ kind: 'session', id: sessionId })),
      ...(detail === '' ? [] : [quote(detail)]),
    ],
  };
}

const savedLabels: Record<TimeSaved, string> = {
  none: 'None',
  'up to an hour': 'Up to an hour',
  'one to four hours': '1 to 4 hours',
  'half a day to a day': 'Half a day to a day',
  'more than a day': 'More than a day',
};

/** How much time it saved: five steps, or nothing at all. */
export function savedField(chosen: TimeSaved | undefined): Block {
  const options = timesSaved.map((time) => option(savedLabels[time], time));
  return input('timeSaved', 'How much time did it save you?', choice(options, chosen), {
    optional: true,
    hint: 'Your best guess. It only counts towards totals over five people or more; no one sees your answer.',
  });
}
