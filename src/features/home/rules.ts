import { z } from 'zod';

/** What belongs together when a member chooses what may come; ten switches each at the most, as Slack shows no more. */
export const themes = [
  { name: 'sessions', label: 'After my sessions' },
  { name: 'learning', label: 'Learning' },
  { name: 'together', label: 'With others' },
  { name: 'news', label: 'Good news' },
] as const;

/** What a member can switch off, and the kinds of prompt that belong to it. */
export const promptGroups = [
  { name: 'reflections', theme: 'sessions', label: 'A question after each session', kinds: ['reflections.ask'] },
  {
    name: 'outcomes',
    theme: 'sessions',
    label: '“Did you use it?”, two weeks after a session',
    kinds: ['reflections.outcome'],
  },
  { name: 'actions', theme: 'sessions', label: 'Reminders of my next steps', kinds: ['follow-ups.due'] },
  { name: 'lessons', theme: 'learning', label: 'Lessons, once I’ve begun them', kinds: ['lessons.lesson'] },
  {
    name: 'goals',
    theme: 'learning',
    label: 'My goals: what fits them, and if they still fit',
    kinds: ['goals.news', 'goals.due'],
  },
  {
    name: 'passing-on',
    theme: 'learning',
    label: 'If I would help with what I learned, and if my skills still fit',
    kinds: ['goals.ladder', 'goals.fresh'],
  },
  {
    name: 'office-hours',
    theme: 'together',
    label: 'Office hours: reminders, and who comes',
    kinds: ['office-hours.remind', 'office-hours.remind-host', 'office-hours.late-change'],
  },
  { name: 'moments', theme: 'together', label: 'Moments: when it’s my turn to host', kinds: ['moments.host'] },
  {
    name: 'knowledge',
    theme: 'learning',
    label: 'Knowledge cards: what I could approve, what became of mine',
    kinds: ['knowledge.approval', 'knowledge.news', 'knowledge.helped'],
  },
  {
    name: 'asked-to-help',
    theme: 'together',
    label: 'If I would help with what is looked for, once a quarter at most',
    kinds: ['reviews.ask'],
  },
  { name: 'quiet', theme: 'together', label: 'Invitations when it’s quiet', kinds: ['momentum.invite'] },
  { name: 'pulse', theme: 'together', label: 'The pulse: how work is going', kinds: ['pulses.ask'] },
  {
    name: 'buddies',
    theme: 'together',
    label: 'Buddies: for a newcomer, and for whoever welcomes one',
    kinds: ['buddies.ask', 'buddies.offer', 'buddies.check-in', 'buddies.hint', 'buddies.ended'],
  },
  { name: 'badges', theme: 'news', label: 'New badges', kinds: ['recognition.badge'] },
  {
    name: 'news',
    theme: 'news',
    label: 'Thanks, and what came of my help',
    kinds: ['recognition.thanks', 'reflections.used', 'follow-ups.done'],
  },
  {
    name: 'suggestions',
    theme: 'news',
    label: 'What becomes of my suggestions',
    kinds: ['suggestions.answered'],
  },
  {
    name: 'stories',
    theme: 'news',
    label: 'May our conversation be told in the newsletter?',
    kinds: ['newsletter.story'],
  },
  {
    name: 'owners',
    theme: 'news',
    label:
      'For owners: reports, newsletter drafts, quiet weeks, pulses, suggestions, reviews, newcomers without a buddy',
    kinds: [
      'reports.ready',
      'newsletter.draft',
      'momentum.quiet',
      'pulses.closed',
      'suggestions.waiting',
      'reviews.due',
      'buddies.nobody',
    ],
  },
] as const;

/** Names of the groups of which this member wants to hear. */
export function wantedGroups(mutes: string[]): string[] {
  return promptGroups.filter((group) => !group.kinds.every((kind) => mutes.includes(kind))).map((group) => group.name);
}

/** Every kind of a group, with whether it is muted when just these groups are wanted. */
export function mutesFor(wanted: string[]): { kind: string; isMuted: boolean }[] {
  return promptGroups.flatMap((group) => group.kinds.map((kind) => ({ kind, isMuted: !wanted.includes(group.name) })));
}

/** What the modal answers: per theme the names of the groups that are wanted. */
export const remindersForm = z
  .partialRecord(z.enum(themes.map((theme) => theme.name)), z.array(z.string()))
  .transform((chosen) => Object.values(chosen).flat());
