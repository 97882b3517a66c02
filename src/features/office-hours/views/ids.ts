/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the list; also on App Home. */
  list: 'office-hours.list',
  hold: 'office-hours.hold',
  holdForm: 'office-hours.hold-form',
  topic: 'office-hours.topic',
  zone: 'office-hours.zone',
  book: 'office-hours.book',
  bookForm: 'office-hours.book-form',
  cancel: 'office-hours.cancel',
  skip: 'office-hours.skip',
  end: 'office-hours.end',
  /** The same three, on a list that is shown anew afterwards. */
  cancelHere: 'office-hours.cancel-here',
  skipHere: 'office-hours.skip-here',
  endHere: 'office-hours.end-here',
  /** Shortcut, as manifest.yml names it. */
  shortcut: 'office_hours',
} as const;
