/** What the handlers of this feature listen to. */
export const ids = {
  form: 'concerns.form',
  sent: 'concerns.sent',
  block: 'concerns.block',
  unblock: 'concerns.unblock',
  list: 'concerns.list',
  look: 'concerns.look',
  read: 'concerns.read',
  suspend: 'concerns.suspend',
  lift: 'concerns.lift',
  who: 'concerns.who',
  close: 'concerns.close',
  reportShortcut: 'report_concern',
} as const;
