export * from './card.ts';
export * from './form.ts';
export * from './ids.ts';
export * from './post.ts';
