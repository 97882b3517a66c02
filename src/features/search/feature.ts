import type { Feature } from '../../feature.ts';
import { answerTopic, register, subcommands } from './slack/index.ts';

export const search: Feature = {
  name: 'search',
  slack: register,
  subcommands,
  withWords: ['find'],
  topic: (_deps, command, text) => answerTopic(command, text),
};
