export { writeButton } from '../sessions/views/doors.ts';
export { type CardCounts, cardsHome } from './views/entry.ts';
export { ids } from './views/ids.ts';
export { approvalNote, helpedNote, sentNote, standingNote, takenDownNote } from './views/messages.ts';
export { type CardsOffered, hintBlocks, listModal, offeredBlocks, readModal, takeDownModal } from './views/offer.ts';
export { formModal, mineModal, ownModal } from './views/own.ts';
