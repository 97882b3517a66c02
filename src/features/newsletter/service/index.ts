export * from './deciding.ts';
export * from './draft.ts';
export * from './job-kinds.ts';
export * from './posting.ts';
export * from './stories.ts';
