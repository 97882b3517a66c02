/** What a member can switch off, and the kinds of prompt that belong to it. */
export const promptGroups = [
  { name: 'reflections', label: 'A question after each session', kinds: ['reflections.ask'] },
  { name: 'outcomes', label: '“Did you use it?”, two weeks after a session', kinds: ['reflections.outcome'] },
  { name: 'actions', label: 'Reminders of my next steps', kinds: ['follow-ups.due'] },
  { name: 'lessons', label: 'Lessons, once I have begun them', kinds: ['lessons.lesson'] },
  {
    name: 'office-hours',
    label: 'Office hours: reminders, and who comes',
    kinds: ['office-hours.remind', 'office-hours.remind-host', 'office-hours.late-change'],
  },
  { name: 'moments', label: 'Moments: when it is my turn to host', kinds: ['moments.host'] },
  {
    name: 'badges',
    label: 'New badges',
    kinds: ['recognition.badge'],
  },
  {
    name: 'news',
    label: 'Good news: thanks, and what came of my help',
    kinds: ['recognition.thanks', 'reflections.used', 'follow-ups.done'],
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
