import { expect, it } from 'vitest';
import { createJobs } from '../../../src/app.ts';
import { mutesFor, promptGroups, remindersForm, themes, wantedGroups } from '../../../src/features/home/rules.ts';

it('Only prompts that exist can be switched off', () => {
  const known = [...createJobs().prompts.keys()];
  expect(known).toEqual(expect.arrayContaining(promptGroups.flatMap((group) => [...group.kinds])));
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
