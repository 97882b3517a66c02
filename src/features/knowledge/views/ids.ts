import { doors } from '../../sessions/views/doors.ts';

/** What the handlers of this feature listen to. */
export const ids = {
  /** Lists one's own cards; also on App Home. */
  open: 'knowledge.open',
  /** Opens the form for a card from a session. */
  write: doors.writeCard,
  /** Asks a colleague all the same; requests listens to it. */
  askAnyway: 'requests.ask-best',
  /** Opens one of one's own cards. */
  own: 'knowledge.own',
  form: 'knowledge.form',
  approve: 'knowledge.approve',
  change: 'knowledge.change',
  withdraw: 'knowledge.withdraw',
  /** Opens a card that others wrote, and all those of a skill. */
  read: 'knowledge.read',
  list: 'knowledge.list',
  helped: 'knowledge.helped',
  openTakeDown: 'knowledge.open-take-down',
  takeDown: 'knowledge.take-down',
} as const;
