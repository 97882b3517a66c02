export * from './views/ids.ts';
export * from './views/list.ts';
export * from './views/messages.ts';
export * from './views/modals.ts';
