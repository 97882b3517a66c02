export { ids } from './ids.ts';
export { failingNote, testedNote } from './messages.ts';
export { savedNote, webhookModal } from './modal.ts';
