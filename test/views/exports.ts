import { onItsWay } from '../../src/features/exports/views.ts';
import type { Sample } from '../support/samples.ts';

export const samples: Sample[] = [{ name: 'figures on their way', surface: 'message', build: onItsWay }];
