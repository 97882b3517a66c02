export { type Audience, askModal, findModal, pickModal, topicOptions } from './views/ask-modal.ts';
export { commandCard } from './views/command-card.ts';
export { helpCard, smallTalkCard, statusCard } from './views/help-card.ts';
export { ids } from './views/ids.ts';
export { offerCard, suggestModal } from './views/offer-card.ts';
export { helperPrompt, type Progress, progressCard, proposalPrompt, unmatchedPrompt } from './views/progress-card.ts';
export { resultCard, resultModal } from './views/result-card.ts';
export { waitModal, waitNote } from './views/wait-note.ts';
