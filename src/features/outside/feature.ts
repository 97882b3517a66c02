import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';
import { register, subcommands } from './slack.ts';

export const outside: Feature = { name: 'outside', slack: register, subcommands, privacy: personal };
