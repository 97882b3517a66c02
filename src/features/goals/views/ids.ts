/** What the handlers of this feature listen to. */
export const ids = {
  /** Opens the goals; also on App Home and under messages. */
  open: 'goals.open',
  add: 'goals.add',
  change: 'goals.change',
  form: 'goals.form',
  done: 'goals.done',
  letGo: 'goals.let-go',
  reopen: 'goals.reopen',
  /** Would they help others: yes at a level, not now, not in this one. */
  help: 'goals.help',
  helpWell: 'goals.help-well',
  notNow: 'goals.not-now',
  notThis: 'goals.not-this',
  /** Does a skill still fit: yes, all of them, not now, and offered again. */
  keep: 'goals.keep',
  keepAll: 'goals.keep-all',
  setAside: 'goals.set-aside',
  again: 'goals.again',
} as const;
