export { ids } from './ids.ts';
export { addModal, roomModal, takenModal } from './modals.ts';
export { planWords, problemWords, takenText } from './words.ts';
