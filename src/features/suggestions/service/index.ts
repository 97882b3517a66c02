export {
  answeredNow,
  answerSuggestion,
  answerWords,
  suggestionFor,
  suggestionSeenBy,
  suggestionsFor,
  told,
} from './answering.ts';
export * from './job-kinds.ts';
export { onMonday, planMonday, waitingNow } from './monday.ts';
export { startSuggestion, suggest } from './suggesting.ts';
export { suggestionsWaiting, touchOwners } from './waiting.ts';
