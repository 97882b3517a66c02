import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';

export const settings: Feature = { name: 'settings', privacy: personal };
