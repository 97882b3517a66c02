import type { Feature } from '../../feature.ts';

export const quotas: Feature = {
  name: 'quotas',
};
