/** What the handlers of this feature listen to. */
export const ids = {
  open: 'webhooks.open',
  form: 'webhooks.form',
  test: 'webhooks.test',
  replay: 'webhooks.send-again',
  replayFailed: 'webhooks.send-failed',
} as const;
