export {
  answer,
  cardNow,
  formFor,
  planReminder,
  pulseMemberLeft,
  pulseMuteChanged,
  pulseWaiting,
  restFromPulses,
} from './service/answering.ts';
export { askNewcomers, askSome, checkPulseWords, tidySome } from './service/asking.ts';
export { emptyBox } from './service/box.ts';
export * from './service/job-kinds.ts';
export { closedNow, overviewFor, pulseFor, resultsFor, wordsFor } from './service/overview.ts';
export {
  askWave,
  cancelRound,
  closeRound,
  closeRoundNow,
  openIfWanted,
  planRound,
  startRound,
} from './service/rounds.ts';
