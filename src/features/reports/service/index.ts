export {
  askPlots,
  askReport,
  cardNow,
  ownersChanged,
  planCardEdit,
  planReports,
  prepareDue,
  readerOf,
  readyNow,
  tellOwners,
} from './ask.ts';
export { findingsOf, periodBefore } from './findings.ts';
export * from './job-kinds.ts';
export { lastMonths, trendsFor } from './trends.ts';
