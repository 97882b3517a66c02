export { aboutModal, answersIn, askCard, formModal, pulseLine } from './views/asking.ts';
export { ids } from './views/ids.ts';
export { resultsModal, wordsModal } from './views/results.ts';
export { closedNote, overviewModal, planModal } from './views/rounds.ts';
