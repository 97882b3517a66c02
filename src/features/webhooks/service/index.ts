export { failingNow, isFailing, noteAnswer, testedNow, toSend } from './delivering.ts';
export { replay, replayFailed, setWebhook, testWebhook, webhookFor } from './endpoint.ts';
export * from './job-kinds.ts';
export { planTelling, tell } from './telling.ts';
