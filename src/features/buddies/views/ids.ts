/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the modal of the feature; also on App Home. */
  open: 'buddies.open',
  welcome: 'buddies.welcome',
  unwelcome: 'buddies.unwelcome',
  accept: 'buddies.accept',
  decline: 'buddies.decline',
  stepDown: 'buddies.step-down',
  meet: 'buddies.meet',
  change: 'buddies.change',
  refuse: 'buddies.refuse',
  want: 'buddies.want',
  answers: ['buddies.answer-1', 'buddies.answer-2', 'buddies.answer-3'],
  line: 'buddies.line',
  lineForm: 'buddies.line-form',
  import: 'buddies.import',
  importForm: 'buddies.import-form',
  /** Shortcut, as manifest.yml names it. */
  shortcut: 'buddies',
} as const;
