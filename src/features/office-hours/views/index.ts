export * from './ids.ts';
export * from './list.ts';
export * from './messages.ts';
export * from './modals.ts';
