export { formModal, goalsHome, goalsModal, type HomeGoal, type Notice, savingModal } from './views/goals.ts';
export { ids } from './views/ids.ts';
export { dueNote, freshNote, ladderNote, newsNote } from './views/notes.ts';
