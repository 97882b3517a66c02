export { answeredNote, waitingNote } from './messages.ts';
export { answerModal, formModal, ids, listModal, sentNote, suggestButton } from './modals.ts';
