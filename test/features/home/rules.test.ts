import { expect, it } from 'vitest';
import { createJobs } from '../../../src/app.ts';
import { mutesFor, promptGroups, wantedGroups } from '../../../src/features/home/rules.ts';

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
