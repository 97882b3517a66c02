import type { Feature } from '../../feature.ts';
import { careWords } from './service/care-words.ts';

export const care: Feature = {
  name: 'care',
  prepare: careWords,
};
