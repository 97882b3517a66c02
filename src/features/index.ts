import type { App } from '@slack/bolt';
import type { Deps } from '../deps.ts';
import type { Registry } from '../jobs/define.ts';

/** The rooms, in one list: each brings what it hears from Slack and the jobs that it knows. */
const slack: ((app: App, deps: Deps) => void)[] = [];
const jobs: ((registry: Registry) => void)[] = [];

export const registerFeatures = {
  slack: (app: App, deps: Deps): void => {
    for (const register of slack) register(app, deps);
  },
  jobs: (registry: Registry): void => {
    for (const register of jobs) register(registry);
  },
};
