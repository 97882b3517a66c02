import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { ApiError, Refusal } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import type { People } from '../people/people.ts';
import type { World } from '../world.ts';
import { sendJson } from './answer.ts';
import { readArguments, readBody } from './body.ts';
import { acts } from './page-acts.ts';
import { stream } from './page-stream.ts';
import { bootstrap, me, messages, thread } from './page-views.ts';

export type PageApi = (path: string, request: IncomingMessage, response: ServerResponse) => Promise<void>;
/** Moves the time; given by whoever runs the app, which has its due work done on the way. */
export type OnTravel = (to: { minutes: number } | { to: string; tz: string }) => Promise<Temporal.Instant>;

const travelShape = z.union([
  z.strictObject({ minutes: z.number().int().positive() }),
  z.strictObject({ to: z.enum(['tomorrow-0930', 'monday-1000']), tz: z.string().min(1) }),
]);

type Parts = { world: World; people: People; onTravel: OnTravel | undefined; connected: () => boolean };

/** The browser page's own JSON API under /sandbox: what it shows, a stream of changes, and one act for each thing to do. */
export function createPageApi({ world, people, onTravel, connected }: Parts): PageApi {
  const read = (path: string[], query: URLSearchParams): Json | undefined => {
    const viewer = query.get('as') ?? '';
    const [what, id = '', part, ts = ''] = path;
    if (what === 'bootstrap') return bootstrap(world, connected());
    if (what === 'me') return me(world, id);
    if (what === 'traffic') return { entries: world.traffic.entries() };
    if (what === 'conversations' && part === 'messages') return messages(world, viewer, id);
    if (what === 'conversations' && part === 'thread') return thread(world, viewer, id, ts);
    return undefined;
  };
  const write = async (path: string[], body: Json): Promise<Json | undefined> => {
    if (path[0] === 'act') return acts[path[1] ?? '']?.(people, body);
    if (path.join('/') !== 'clock/travel') return undefined;
    if (!onTravel) throw new Refusal('No one moves the time here.');
    const now = await onTravel(travelShape.parse(body));
    return { now: now.toString() };
  };
  return async (pathname, request, response) => {
    const path = pathname.split('/').slice(2).map(decodeURIComponent);
    const { searchParams } = new URL(request.url ?? '/', 'http://localhost');
    if (path[0] === 'stream') return stream(world, searchParams.get('as') ?? '', response);
    try {
      const answer =
        request.method === 'POST'
          ? await write(path, readArguments(request, await readBody(request)))
          : read(path, searchParams);
      if (answer) sendJson(response, { ok: true, ...answer });
      else sendJson(response, { ok: false, error: 'There’s nothing at this address.' }, 404);
    } catch (error) {
      sendJson(
        response,
        { ok: false, error: wordsFor(error) },
        error instanceof Refusal || error instanceof z.ZodError ? 200 : 500,
      );
    }
  };
}

function wordsFor(error: unknown): string {
  if (error instanceof z.ZodError) return `This request doesn’t fit: ${z.prettifyError(error)}`;
  if (error instanceof ApiError) return `Slack refused it: ${error.code}`;
  return error instanceof Error ? error.message : String(error);
}
