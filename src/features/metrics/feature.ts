import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';
import { subcommands } from './slack.ts';

export const metrics: Feature = { name: 'metrics', subcommands, withWords: ['metrics'], privacy: personal };
