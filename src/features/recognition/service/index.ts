export { badgesOf, isBadgeShown, planBadges, takeBackBadges } from './badges.ts';
export { planDigest } from './digest.ts';
export { breakBegins, breakEnds, recognitionOf } from './mine.ts';
export { giveThanks, thankAfter, thanksFrom, thanksSeenBy } from './thanks.ts';
