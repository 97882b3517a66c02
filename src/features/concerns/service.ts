export { closeConcern, lift, markRead, showWho, suspend } from './service/acts.ts';
export { blockFrom, unblockFrom } from './service/blocking.ts';
export {
  copyArrived,
  copyLost,
  mayRead,
  placeOf,
  receiptArrived,
  stillUnread,
} from './service/copies.ts';
export * from './service/job-kinds.ts';
export { isReader } from './service/readers.ts';
export { report, startReport } from './service/report.ts';
export {
  detailFor,
  listFor,
  receiptOf,
  shownTo,
} from './service/showing.ts';
