export { formModal, goalsHome, goalsModal, type HomeGoal, type Notice } from './goals.ts';
export { ids } from './ids.ts';
export { dueNote, freshNote, ladderNote, newsNote } from './notes.ts';
