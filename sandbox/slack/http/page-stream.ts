import type { ServerResponse } from 'node:http';
import type { Change } from '../engine/changes.ts';
import type { World } from '../world.ts';

const HEADERS = { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', connection: 'keep-alive' };
/** Milliseconds between signs of life, so that nothing in between closes a quiet stream. */
const ALIVE_EVERY = 15_000;

const concerns = (world: World, { conversationId, userIds }: Change, viewer: string): boolean => {
  if (userIds && !userIds.includes(viewer)) return false;
  const conversation = conversationId === undefined ? undefined : world.state.conversations.get(conversationId);
  return !conversation || conversation.kind === 'public' || conversation.members.has(viewer);
};

/** Server-sent events for one viewer: `change` when something they see has changed, `traffic` for every request. */
export function stream(world: World, viewer: string, response: ServerResponse): void {
  response.writeHead(200, HEADERS);
  const send = (event: string, data: unknown) => response.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  response.write(': open\n\n');
  const stops = [
    world.changes.listen((change) => {
      const { kind, conversationId } = change;
      if (concerns(world, change, viewer)) send('change', { kind, ...(conversationId ? { conversationId } : {}) });
    }),
    world.traffic.listen((entry) => send('traffic', entry)),
  ];
  const alive = setInterval(() => response.write(': alive\n\n'), ALIVE_EVERY).unref();
  response.on('close', () => {
    clearInterval(alive);
    for (const stop of stops) stop();
  });
}
