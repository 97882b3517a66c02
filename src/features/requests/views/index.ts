export { ids } from './ids.ts';
export { offerCard, suggestModal } from './offer-card.ts';
export {
  helperPrompt,
  type Progress,
  progressCard,
  proposalPrompt,
  unmatchedPrompt,
} from './progress-card.ts';
export { statusCard } from './status-card.ts';
