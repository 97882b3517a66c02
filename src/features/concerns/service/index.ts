export { closeConcern, lift, markRead, showWho, suspend } from './acts.ts';
export { blockFrom, unblockFrom } from './blocking.ts';
export {
  copyArrived,
  copyLost,
  mayRead,
  placeOf,
  receiptArrived,
  stillUnread,
} from './copies.ts';
export * from './job-kinds.ts';
export { isReader } from './readers.ts';
export { report, startReport } from './report.ts';
export {
  detailFor,
  listFor,
  receiptOf,
  shownTo,
} from './showing.ts';
