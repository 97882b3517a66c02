/** What the handlers of this feature listen to. */
export const ids = {
  thank: 'recognition.thank',
  thankModal: 'recognition.thank-modal',
  takeBack: 'recognition.take-back',
  /** The same, in one's own list. */
  takeBackHere: 'recognition.take-back-here',
  show: 'recognition.show',
  hide: 'recognition.hide',
  /** The receiver's yes to a public thank-you, and its end. */
  agree: 'recognition.agree',
  disagree: 'recognition.disagree',
  board: 'recognition.board',
  mine: 'recognition.mine',
  mineModal: 'recognition.mine-modal',
  help: 'recognition.help',
  /** A shortcut, as manifest.yml names it. */
  shortcut: 'thank_colleague',
} as const;
