/** What the handlers of this feature listen to. */
export const ids = {
  open: 'reviews.open',
  review: 'reviews.review',
  choose: 'reviews.choose',
  takeBack: 'reviews.take-back',
  doPart: 'reviews.do-part',
  own: 'reviews.own',
  ownForm: 'reviews.own-form',
  draft: 'reviews.draft',
  postForm: 'reviews.post-form',
} as const;
