export * from './views/check-in.ts';
export * from './views/ids.ts';
export * from './views/import.ts';
export * from './views/pair.ts';
export * from './views/room.ts';
