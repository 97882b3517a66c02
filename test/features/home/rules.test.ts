import { expect, it } from 'vitest';
import { createJobs } from '../../../src/app.ts';
import { mutesFor, promptGroups, remindersForm, themes, wantedGroups } from '../../../src/features/home/rules.ts';

it('Only prompts that exist can be switched off', () => {
  const known = [...createJobs().prompts.keys()];
  expect(known).toEqual(expect.arrayContaining(promptGroups.flatMap((group) => [...group.kinds])));
});

/** Prompts that nobody switches off one by one, and why; a break stops these as well. */
const alwaysCome: Record<string, string> = {
  'requests.proposal': 'a colleague answers a question that the reader asked',
  'requests.closed': 'what became of a question that the reader asked',
  'requests.helper': 'what became of a question that the reader asked, for which they wait',
  'sessions.news': 'what became of a session of the reader',
  'office-hours.called-off': 'a place of the reader is off, so that they do not wait there',
  'office-hours.not-announced': 'what the reader set up does not work, and how to mend it',
  'concerns.news': 'what became of a report of the reader',
  'knowledge.taken-down': 'what the reader wrote is deleted, and why',
  'moments.refused': 'what the reader set up does not work, and how to mend it',
  'settings.welcome': 'to the owner of the workspace, once',
  'members.unreachable': 'to whoever looks after the app',
  'members.departure': 'to whoever looks after the app',
  'prompts.lost': 'to whoever waits for what couldn’t be delivered',
  'prompts.spoilt': 'to whoever looks after the app',
  'recognition.digest-refused': 'to whoever looks after the app',
  'recognition.digest-time': 'what became of a setting, to whoever looks after the app',
  'reviews.refused': 'to the owner who just posted it',
  'launch.refused': 'to the owner who just posted it',
  'webhooks.failing': 'what the owner set up does not work, and how to mend it',
  'newsletter.refused': 'to the owner who just posted it',
  'newsletter.story-left': 'to the owner who just posted it',
  'upkeep.trouble': 'to whoever looks after the app',
};

it('Every kind of prompt has one switch, or a reason to come always', () => {
  const switched = promptGroups.flatMap((group) => [...group.kinds]);
  const kinds = [...switched, ...Object.keys(alwaysCome)];
  expect(kinds.toSorted()).toEqual([...createJobs().prompts.keys()].sort());
});

it('What was switched off is shown as off', () => {
  const muted = mutesFor(['reflections', 'news'])
    .filter((mute) => mute.isMuted)
    .map((mute) => mute.kind);
  expect(wantedGroups(muted)).toEqual(['reflections', 'news']);
  expect(wantedGroups([])).toEqual(promptGroups.map((group) => group.name));
});

it('No theme has more switches than Slack shows, and none is empty', () => {
  const sizes = themes.map(({ name }) => promptGroups.filter((group) => group.theme === name).length);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(10);
  expect(Math.min(...sizes)).toBeGreaterThan(0);
});

it('What the switches say is one list, whatever is missing', () => {
  expect(remindersForm.parse({ sessions: ['actions'], news: [] })).toEqual(['actions']);
  expect(remindersForm.parse({})).toEqual([]);
});
