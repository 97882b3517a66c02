export { planBadges, takeBackBadges } from './service/badges.ts';
export { planDigest } from './service/digest.ts';
export { breakBegins, breakEnds, recognitionOf } from './service/mine.ts';
export { giveThanks, thankAfter, thanksFrom, thanksSeenBy } from './service/thanks.ts';
