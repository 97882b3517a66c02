export * from './views/card.ts';
export * from './views/form.ts';
export * from './views/ids.ts';
export * from './views/post.ts';
