import { capital } from '../../../capital.ts';
import type { Key } from '../../metrics/rules/definitions.ts';
import type { Advice, Told } from './finding.ts';
import { partOf, roughly, type Words } from './words.ts';

/** How one figure is spoken of. */
export type Spoken = {
  /** Which way is better; undefined where neither is. */
  better: 'more' | 'less' | undefined;
  more: string;
  less: string;
  /** How it stands, for figures that are told also when they did not change. */
  stands?: (told: Told, words: Words) => string;
  /** Strain: the whole interval lies beyond this, to the worse side. A rule of thumb of ours. */
  strain?: number;
  /** It is told only where it changed, or is a strain. */
  isMinor?: true;
  advice: Omit<Advice, 'about'>;
};

const advise = (kind: Advice['kind'], says: string) => ({ kind, says });
const helpers = advise(
  'invite-helpers',
  'Invite more people to offer what is looked for, in the channels where it is asked.',
);
/** Where something got better, and where nothing needs a hand. */
export const praise = advise('keep-going', 'Tell people so, and keep going.');
export const rest = advise('keep-going', 'Nothing needs to change here.');
const closer = advise('look-closer', 'Ask a few people what is behind it before you change anything.');
const tell = advise('tell-people', 'Let someone tell in a channel what a talk was good for, and how to ask.');

const part = (told: Told, things: string) => capital(partOf(told.value, things));

export const spoken: Partial<Record<Key, Spoken>> = {
  matched: {
    better: 'more',
    more: 'More of the asks found someone than before.',
    less: 'Fewer of the asks found someone than before.',
    stands: (told) => `${part(told, 'asks')} found someone.`,
    strain: 0.7,
    advice: helpers,
  },
  unanswered: {
    better: 'less',
    more: 'More asks closed because no one said yes in time.',
    less: 'Fewer asks closed because no one said yes in time.',
    stands: (told) => `${part(told, 'asks')} closed because no one said yes in time.`,
    strain: 0.3,
    isMinor: true,
    advice: advise('longer-answer-time', 'Give colleagues longer to answer, or invite more of them.'),
  },
  takenBack: {
    better: 'less',
    more: 'More asks were taken back by those who asked.',
    less: 'Fewer asks were taken back by those who asked.',
    advice: closer,
  },
  nobodyToAsk: {
    better: 'less',
    more: 'More people wait for topics that no one offers.',
    less: 'Fewer people wait for topics that no one offers.',
    advice: helpers,
  },
  waitMedian: {
    better: 'less',
    more: 'It took longer than before until people had someone.',
    less: 'People had someone sooner than before.',
    stands: (told, words) => `Half of those who asked had someone after ${words.minutes(told.value)} of working time.`,
    strain: 480,
    advice: advise('invite-helpers', 'Invite helpers whose working hours overlap with those of the people who wait.'),
  },
  asks: {
    better: 'more',
    more: 'People asked more often than before.',
    less: 'People asked less often than before.',
    advice: tell,
  },
  talks: {
    better: 'more',
    more: 'There were more talks than before.',
    less: 'There were fewer talks than before.',
    stands: (told, words) => `${words.number(told.value)} talks took place.`,
    advice: tell,
  },
  useful: {
    better: 'more',
    more: 'More of the rated talks were useful than before.',
    less: 'Fewer of the rated talks were useful than before.',
    stands: (told) => `${part(told, 'rated talks')} were useful to the person who asked.`,
    strain: 0.7,
    advice: closer,
  },
  used: {
    better: 'more',
    more: 'More people used what they got from a talk than before.',
    less: 'Fewer people used what they got from a talk than before.',
    stands: (told) => `In ${roughly(told.value)} of the answers two weeks on, people had used what they got.`,
    strain: 0.5,
    advice: advise('talk-about-it', 'Remind people that a talk can end with one next step.'),
  },
  stepsDone: {
    better: 'more',
    more: 'More of the next steps were done than before.',
    less: 'Fewer of the next steps were done than before.',
    advice: advise('talk-about-it', 'Remind people that a small next step is done more easily.'),
  },
  active90: {
    better: 'more',
    more: 'More people took part than before.',
    less: 'Fewer people took part than before.',
    stands: (told) => `${part(told, 'people')} took part in the last 90 days.`,
    strain: 0.1,
    advice: tell,
  },
  acrossDepartments: {
    better: undefined,
    more: 'More of the talks were between departments than before.',
    less: 'Fewer of the talks were between departments than before.',
    stands: (told) => `${part(told, 'talks')} were between people of different departments.`,
    advice: closer,
  },
  acrossZones: {
    better: undefined,
    more: 'More of the talks were between time zones than before.',
    less: 'Fewer of the talks were between time zones than before.',
    advice: closer,
  },
  leaders: {
    better: 'more',
    more: 'More of the leaders took part than before.',
    less: 'Fewer of the leaders took part than before.',
    stands: (told) => `${part(told, 'leaders')} helped someone or held office hours.`,
    strain: 0.5,
    advice: advise('ask-leaders', 'Ask a leader for an hour of office hours: others follow what they see.'),
  },
  busiest: {
    better: 'less',
    more: 'The busiest helpers carried more than before.',
    less: 'The busiest helpers carried less than before.',
    stands: (told) =>
      `The busiest one in twenty helpers, five people at least, carried ${roughly(told.value)} of the talks.`,
    strain: 0.5,
    advice: advise('spread-the-load', 'Invite people who were asked rarely so far to offer the same topics.'),
  },
  atLimit: {
    better: 'less',
    more: 'More helpers were at their limit than before.',
    less: 'Fewer helpers were at their limit than before.',
    stands: (told) => `${part(told, 'helpers')} had all the talks that they take in at least one week.`,
    strain: 0.25,
    isMinor: true,
    advice: advise('spread-the-load', 'Invite more helpers before those who are at their limit stop.'),
  },
  retained: {
    better: 'more',
    more: 'More of those who had helped before helped again.',
    less: 'Fewer of those who had helped before helped again.',
    stands: (told) => `${part(told, 'helpers')} of the quarter before helped again.`,
    strain: 0.4,
    advice: advise('talk-about-it', 'Thank those who helped, and ask them what would make it easier.'),
  },
  timeSaved: {
    better: undefined,
    more: '',
    less: '',
    stands: (told, words) =>
      `By their own estimate, people saved between ${words.number(told.value)} and ${words.number(told.high ?? told.value)} hours.`,
    advice: rest,
  },
  departments: {
    better: 'more',
    more: '',
    less: '',
    stands: (told, words) =>
      `People in ${words.number(told.value)} of ${words.number(told.of ?? told.value)} departments took part, counting those with five or more.`,
    advice: tell,
  },
};
