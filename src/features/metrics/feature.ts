import type { Feature } from '../../feature.ts';
import { subcommands } from './slack.ts';

export const metrics: Feature = { name: 'metrics', subcommands, withWords: ['metrics'] };
