import { deleted, goalsWithdrawn, onItsWay, privacyModal } from '../../src/features/privacy/views.ts';
import type { Sample } from '../support/samples.ts';

export const samples: Sample[] = [
  { name: 'what is kept and who sees it', surface: 'modal', build: privacyModal },
  { name: 'data on its way', surface: 'modal', build: onItsWay },
  { name: 'goals withdrawn', surface: 'modal', build: goalsWithdrawn },
  { name: 'data deleted', surface: 'modal', build: deleted },
];
