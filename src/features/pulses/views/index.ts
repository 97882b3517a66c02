export { aboutModal, answersIn, askCard, formModal, pulseLine } from './asking.ts';
export { ids } from './ids.ts';
export { resultsModal, wordsModal } from './results.ts';
export { closedNote, overviewModal, planModal } from './rounds.ts';
