export { ids } from './ids.ts';
export * from './messages.ts';
export { ownModal, reviewModal } from './review.ts';
