export {
  answer,
  cardNow,
  formFor,
  planReminder,
  pulseMemberLeft,
  pulseMuteChanged,
  pulseWaiting,
  restFromPulses,
} from './answering.ts';
export { askNewcomers, askSome, checkPulseWords, tidySome } from './asking.ts';
export { emptyBox } from './box.ts';
export * from './job-kinds.ts';
export { closedNow, closedRounds, overviewFor, pulseFor, pulseIn, resultsFor, wordsFor } from './overview.ts';
export {
  askWave,
  cancelRound,
  closeRound,
  closeRoundNow,
  openIfWanted,
  planRound,
  startRound,
} from './rounds.ts';
