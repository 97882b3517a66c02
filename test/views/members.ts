import { formats } from '../../src/features/members/rules/index.ts';
import { paused, pauseModal, profile, profileSaved, resumed, skillOptions } from '../../src/features/members/views.ts';
import { type Level, LONGEST_SKILL, MOST_SKILLS } from '../../src/features/skills/rules/names.ts';
import { aMember } from '../support/members.ts';
import type { Sample, Words } from '../support/samples.ts';

const until = Temporal.Instant.from('2026-12-01T00:00:00Z');

/** Fifty different skills; Slack refuses the same option twice. */
const names = (words: Words, from: number) =>
  Array.from({ length: MOST_SKILLS }, (_, i) => `${from + i} ${words(LONGEST_SKILL)}`.slice(0, LONGEST_SKILL));

const full = (words: Words) => ({
  member: aMember({ workDays: [1, 2, 3, 4, 5, 6, 7], formats: [...formats], capacity: 20 }),
  skills: {
    offers: ([1, 2, 3] as Level[]).flatMap((level) => names(words, level * 100).map((name) => ({ name, level }))),
    wants: names(words, 400).map((name) => ({ name })),
  },
  suggested: [],
  blocked: Array.from({ length: 50 }, (_, i) => `U0BLOCKED${i}`),
});

export const samples: Sample[] = [
  { name: 'profile, all full', surface: 'modal', build: (words) => profile(full(words), true) },
  {
    name: 'profile, at first',
    surface: 'modal',
    build: (words) => {
      const empty = { member: aMember({ inDigest: false }), skills: { offers: [], wants: [] }, blocked: [] };
      return profile({ ...empty, suggested: names(words, 0).slice(0, 5) }, false);
    },
  },
  {
    name: 'options of the skill fields',
    surface: 'modal',
    build: (words) => {
      const options = skillOptions(names(words, 0).map((name, i) => ({ name, isNew: i === 49 })));
      return {
        type: 'modal',
        title: { type: 'plain_text', text: 'Options' },
        blocks: [
          {
            type: 'input',
            label: { type: 'plain_text', text: 'Options' },
            element: { type: 'static_select', action_id: 'value', options },
          },
        ],
        submit: { type: 'plain_text', text: 'Save' },
      };
    },
  },
  ...(['found', 'on a break', 'nothing offered', 'no sessions'] as const).map(
    (standing): Sample => ({ name: `saved: ${standing}`, surface: 'message', build: () => profileSaved(standing) }),
  ),
  { name: 'how long to pause', surface: 'modal', build: pauseModal },
  { name: 'paused until a day', surface: 'message', build: () => paused(until) },
  { name: 'paused for good', surface: 'message', build: () => paused(undefined) },
  { name: 'back', surface: 'message', build: () => resumed(true) },
  { name: 'was never away', surface: 'message', build: () => resumed(false) },
];
