import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';

export const quotas: Feature = {
  name: 'quotas',
  privacy: personal,
};
