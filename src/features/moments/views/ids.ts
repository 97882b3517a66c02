/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the list of one's own; also on App Home. */
  list: 'moments.list',
  setUp: 'moments.set-up',
  form: 'moments.form',
  zone: 'moments.zone',
  change: 'moments.change',
  skip: 'moments.skip',
  pause: 'moments.pause',
  resume: 'moments.resume',
  end: 'moments.end',
  willing: 'moments.willing',
  unwilling: 'moments.unwilling',
  /** The same, on the post that everybody in the channel sees. */
  volunteer: 'moments.volunteer',
  notThisTime: 'moments.not-this-time',
  /** Shortcut, as manifest.yml names it. */
  shortcut: 'moments',
} as const;
