/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens last month's newsletter, for owners. */
  open: 'newsletter.open',
  make: 'newsletter.make',
  post: 'newsletter.post',
  edit: 'newsletter.edit',
  form: 'newsletter.form',
  skip: 'newsletter.skip',
  /** The answers of the other person of a story. */
  yesNamed: 'newsletter.yes-named',
  yes: 'newsletter.yes',
  no: 'newsletter.no',
  /** One's own stories; also in “Badges and thanks”. */
  stories: 'newsletter.stories',
  takeBack: 'newsletter.take-back',
  /** The same, in the list of one's own. */
  takeBackHere: 'newsletter.take-back-here',
} as const;
