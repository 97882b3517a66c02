export { type Audience, askModal, findModal, pickModal, topicOptions } from './ask-modal.ts';
export { askedNote } from './asked-note.ts';
export { commandCard } from './command-card.ts';
export { allCommandsCard, helpCard, smallTalkCard } from './help-card.ts';
export { resultCard, resultModal } from './result-card.ts';
export { waitModal, waitNote } from './wait-note.ts';
