export * from './check-in.ts';
export * from './ids.ts';
export * from './import.ts';
export * from './pair.ts';
export * from './room.ts';
