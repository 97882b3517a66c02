export * from './service/deciding.ts';
export * from './service/draft.ts';
export * from './service/job-kinds.ts';
export * from './service/posting.ts';
export * from './service/stories.ts';
