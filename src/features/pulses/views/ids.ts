/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the rounds for an owner, and what there is to answer for anybody else. */
  open: 'pulses.open',
  about: 'pulses.about',
  answer: 'pulses.answer',
  rest: 'pulses.rest',
  form: 'pulses.form',
  overview: 'pulses.overview',
  start: 'pulses.start',
  plan: 'pulses.plan',
  planForm: 'pulses.plan-form',
  cancel: 'pulses.cancel',
  close: 'pulses.close',
  results: 'pulses.results',
  words: 'pulses.words',
  /** Results by the groups of one dimension. */
  department: 'pulses.by-department',
  tenure: 'pulses.by-tenure',
  part: 'pulses.by-part',
} as const;
