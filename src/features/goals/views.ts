export { formModal, goalsHome, goalsModal, type HomeGoal, type Notice } from './views/goals.ts';
export { ids } from './views/ids.ts';
export { dueNote, freshNote, ladderNote, newsNote } from './views/notes.ts';
