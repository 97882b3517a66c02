import { define } from './define.ts';

// Who takes part, and whether those who ask find somebody.

export const people = {
  active30: define(
    'Took part in 30 days',
    'share',
    'How many of the people here asked or talked in the last 30 days of the period.',
    'people who asked, went on a wait list, or were in a held talk in the 30 days before the period’s end ÷ people who are here',
    'Whether those who didn’t take part had no need, or no way.',
  ),
  active90: define(
    'Took part in 90 days',
    'share',
    'The same in its last 90 days.',
    'the same in the 90 days before the period’s end ÷ people who are here',
    'The same; and who came or left meanwhile is counted as of now.',
  ),
  departments: define(
    'Departments taking part',
    'count',
    'In how many departments of five people or more at least five took part in 90 days.',
    'departments in which five or more took part, of those with five people or more who named them',
    'Anything about people who named no department, or about small departments.',
  ),
  leaders: define(
    'Leaders taking part',
    'share',
    'How many of the leaders whom owners named helped someone or held office hours.',
    'leaders with a held talk as mentor or a used place in their office hours ÷ leaders named in the settings',
    'What they say about it elsewhere.',
  ),
} as const;

export const asking = {
  asks: define(
    'Asks',
    'count',
    'How often someone asked for a talk, and it was settled.',
    'requests that closed in the period: matched, expired or taken back',
    'How many questions were never asked.',
  ),
  matched: define(
    'Match rate',
    'share',
    'How many asks found someone.',
    'matched ÷ (matched + expired + taken back)',
    'Whether it was the right person.',
  ),
  unanswered: define(
    'No one accepted',
    'share',
    'How many asks closed because none of those who were asked said yes in time.',
    'expired ÷ (matched + expired + taken back)',
    'Why they didn’t: no one has to say, and it isn’t kept.',
  ),
  takenBack: define(
    'Taken back',
    'share',
    'How many asks their askers took back.',
    'taken back ÷ (matched + expired + taken back)',
    'Whether they found help elsewhere or gave up.',
  ),
  nobodyToAsk: define(
    'No one to ask',
    'count',
    'How often someone went on a wait list, since no one offered the topic, and is still on it.',
    'wait-list entries of the period that are still there',
    'How many left the list by themselves: those entries go.',
  ),
  waitMedian: define(
    'Half had someone after',
    'minutes',
    'Working minutes after which half of those who asked had someone.',
    'Kaplan–Meier over working minutes of the asker until the first yes; asks that ended without one or are still open count as at least that long; rounded to five minutes; interval by Brookmeyer and Crowley with Greenwood’s variance',
    'How long it would have taken had those who gave up stayed.',
  ),
  waitLong: define(
    'Nine in ten after',
    'minutes',
    'Working minutes after which nine in ten of those who asked had someone.',
    'the same curve at nine tenths',
    'Anything, where more than one in ten never found someone.',
  ),
} as const;
