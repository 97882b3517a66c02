export { planBadges } from './service/badges.ts';
export { planDigest } from './service/digest.ts';
export { giveThanks, thankAfter, thanksFrom } from './service/thanks.ts';
