import { authMethods } from './auth.ts';
import { chatMethods } from './chat.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { reactionMethods } from './reactions.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every Web API method that this workspace answers, by name. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...authMethods,
    ...userMethods,
    ...conversationMethods,
    ...historyMethods,
    ...chatMethods,
    ...viewMethods,
    ...fileMethods,
    ...reactionMethods,
  ].map((one) => [one.name, one]),
);
