import type { Definition } from './define.ts';
import { asking, people } from './define-asking.ts';
import { load, otherWays } from './define-helping.ts';
import { afterwards, talks } from './define-talks.ts';

/** Every figure, by its key, in the groups in which they are told. */
export const definitions = { people, asking, talks, afterwards, load, 'other ways': otherWays } satisfies Record<
  string,
  Record<string, Definition>
>;

export type { Definition } from './define.ts';
export { tables } from './define-helping.ts';

type Definitions = typeof definitions;
export type Key = { [G in keyof Definitions]: keyof Definitions[G] }[keyof Definitions];
