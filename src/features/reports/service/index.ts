export { findingsOf, periodBefore } from './findings.ts';
