import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';

export const installations: Feature = { name: 'installations', privacy: personal };
