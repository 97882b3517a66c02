import { define } from './define.ts';

// How helping is shared, and other ways to help.

export const load = {
  evenness: define(
    'Spread of helping (Gini)',
    'index',
    'How unevenly talks lie on those who help: 0 = all the same, near 1 = one has all.',
    'Gini coefficient of held talks per mentor with at least one, rounded to hundredths',
    'Whether those who help much want to.',
  ),
  busiest: define(
    'Carried by the busiest 5%, five people at least',
    'share',
    'Which share of the talks the busiest five per cent of mentors had, five people at the least.',
    'held talks of the busiest max(5, 5 %) of mentors ÷ held talks',
    'Who they are.',
  ),
  atLimit: define(
    'At their limit',
    'share',
    'How many of those who helped had all the talks that they take in at least one week.',
    'mentors with as many held talks in a week (Monday to Sunday) as they take ÷ mentors with a held talk',
    'What they had taken at the time: the number that they have today counts.',
  ),
  retained: define(
    'Helped again',
    'share',
    'How many of those who helped in the quarter before helped in this one.',
    'mentors with a held talk in both quarters ÷ mentors with one in the quarter before; whole quarters only',
    'Why the others didn’t: no one may have asked them.',
  ),
} as const;

export const otherWays = {
  officeHours: define(
    'Places in office hours',
    'count',
    'How many places in office hours were used.',
    'bookings that were held',
    'Who dropped in without booking.',
  ),
  moments: define(
    'Moments',
    'count',
    'How many moments in channels someone answered.',
    'moments that took place with at least one answer',
    'Who read along. Who answered is kept for a week only, so it’s told when one of them had five answers.',
  ),
  buddies: define(
    'Buddies found',
    'count',
    'How many newcomers got a buddy.',
    'pairs in which the buddy said yes',
    'How it went: what newcomers answer is theirs.',
  ),
  lessons: define(
    'Lessons',
    'count',
    'How many lessons were taken.',
    'lessons that were answered',
    'What was learned.',
  ),
  cards: define(
    'Knowledge cards',
    'count',
    'How many knowledge cards were published.',
    'cards whose words both approved last in the period',
    'How often they were read.',
  ),
  cardsOfUse: define(
    'Helped by a card',
    'count',
    'How often a knowledge card helped someone, by their own word.',
    'people per card and month who said so',
    'Who didn’t say so.',
  ),
} as const;

/** Figures that are told by group, and those that name topics, by the same plan. */
export const tables = {
  access: define(
    'Access',
    'share',
    'Who asks, finds someone, waits and is put forward, by department, time here, location and level.',
    'by group: people who asked ÷ people; match rate; half had someone after; people put forward in the quarter’s last two months ÷ people who offer something. Shares with Wilson’s intervals. Differences by Pearson’s chi-square, of waits by the logrank test, all corrected together after Benjamini and Hochberg',
    'Why groups differ, and who was in which group at the time: department, zone and level are those of today, time here counts from when Bitewise first knew of someone.',
  ),
  pairs: define(
    'Who talks with whom',
    'count',
    'How often people of one department helped those of another, or of their own.',
    'held talks by the departments of mentor and mentee',
    'Anything about pairs of departments with fewer than five mentors or five mentees: all of those are one number.',
  ),
  topics: define(
    'Skills that are short, and that lie idle',
    'count',
    'Topics for which five people or more found no one; topics that five or more offer and fewer look for.',
    'different people whose ask closed without a yes, or who are on the wait list; topics of the vocabulary only',
    'What people need who look for something that fewer than five look for.',
  ),
} as const;
