import { define } from './define.ts';

// The talks themselves, and what came of them.

export const talks = {
  talks: define(
    'Talks held',
    'count',
    'How many talks took place.',
    'sessions that ended in the period and were held: both took part, or one of them said so and the other didn’t deny it',
    'How many talks people had without Bitewise.',
  ),
  hours: define(
    'Hours of help',
    'hours',
    'How many hours these talks were planned for, with what was added.',
    'the agreed minutes of held talks and five for each extension ÷ 60, rounded',
    'How long people really talked: no one measures that.',
  ),
  withoutMoreTime: define(
    'Kept to their length',
    'share',
    'How many talks needed no more time than they had asked for.',
    'held talks without an extension ÷ held talks',
    'Whether they ended early, or went on elsewhere.',
  ),
  bothSpoke: define(
    'Both spoke',
    'share',
    'In how many written talks both wrote or pressed something.',
    'held talks in a thread with a sign of both ÷ held talks in a thread',
    'Anything about calls and meetings, which no one listens to.',
  ),
  useful: define(
    'Useful',
    'share',
    'How many of the talks that were rated were rated 3 or better of 5 by the person who asked.',
    'rated 3 or better ÷ rated, of talks that ended in the period',
    'What those thought who didn’t rate.',
  ),
  acrossDepartments: define(
    'Across departments',
    'share',
    'How many talks were between people of different departments.',
    'held talks of people who named different departments ÷ held talks where both named one',
    'Who was in which department at the time: what people name today counts for the whole period.',
  ),
  acrossZones: define(
    'Across time zones',
    'share',
    'How many talks were between people in different time zones.',
    'held talks of people with different zones in Slack ÷ held talks where both are known',
    'Where people were: it’s the zone that Slack has today.',
  ),
} as const;

export const afterwards = {
  stepsAgreed: define(
    'Next steps agreed',
    'count',
    'How many next steps people agreed on.',
    'next steps that were noted in the period',
    'Steps that no one noted.',
  ),
  stepsDone: define(
    'Next steps done',
    'share',
    'How many next steps that were closed were done.',
    'done ÷ (done + dropped), closed in the period',
    'Anything about those that are still open.',
  ),
  used: define(
    'Used',
    'share',
    'How many of those who answered “did you use it?” two weeks on said yes.',
    'yes ÷ (yes + partly + not yet), answered in the period',
    'Whether it would have been done without the talk.',
  ),
  timeSaved: define(
    'Time saved',
    'hours',
    'How much time people think that the talks saved them, as a range.',
    'sum over answers of none 0, up to an hour 0–1, 1 to 4 hours 1–4, half a day to a day 4–8, more than a day 8–16 hours',
    'What it really saved. It’s people’s own estimate, of those who gave one, and no measure of productivity.',
  ),
} as const;
