export { beginReview, dueNow, ownersChanged, planReview, reviewWaiting } from './beginning.ts';
export { choose, chooseOwn, takeBack } from './choosing.ts';
export { askedNow, doPart } from './doing.ts';
export * from './job-kinds.ts';
export { openReview, type ReviewShown, reviewFor } from './looking.ts';
export { openFor } from './still-open.ts';
export { draftFor, postNow, postReview, reviewPosted, reviewRefused } from './telling.ts';
