export { ids } from './views/ids.ts';
export { offerCard, suggestModal } from './views/offer-card.ts';
export {
  helperPrompt,
  type Progress,
  progressCard,
  proposalPrompt,
  unmatchedPrompt,
} from './views/progress-card.ts';
export { statusCard } from './views/status-card.ts';
