import type { Feature } from '../../feature.ts';
import { moveSkill } from '../skills/service/index.ts';
import { registerJobs } from './jobs.ts';
import { register, subcommands } from './slack.ts';

export const knowledge: Feature = {
  name: 'knowledge',
  slack: register,
  jobs: registerJobs,
  subcommands,
  listeners: { skillsMerging: (tx, merge) => moveSkill(tx, 'knowledge_card', merge) },
};
