import type { Feature } from '../../feature.ts';
import { personal } from './privacy.ts';
import { prepareVocabulary } from './service/index.ts';

export const skills: Feature = { name: 'skills', prepare: prepareVocabulary, privacy: personal };
