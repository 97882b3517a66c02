import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../engine/errors.ts';
import type { RateLimiter } from '../engine/rate-limits.ts';
import { authorize } from '../operations/install.ts';
import type { World } from '../world.ts';
import { cut, sendJson } from './answer.ts';
import { handleApi } from './api.ts';
import { readArguments, readBody, readUpload } from './body.ts';
import type { PageApi } from './page-api.ts';
import { useResponseUrl } from './response-url.ts';

/** Answers a request for the page; `false` when the path is none of its own. */
export type ServePage = (request: IncomingMessage, response: ServerResponse) => boolean;
type Parts = { world: World; limiter: RateLimiter; pageApi: PageApi; servePage: ServePage | undefined };

/** Leads each request to what answers it: Web API, response URLs, uploads, the page's API, the page itself. */
export const createRouter = (parts: Parts) => async (request: IncomingMessage, response: ServerResponse) => {
  const { world } = parts;
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  const [, room = '', ...rest] = pathname.split('/').map(decodeURIComponent);
  try {
    if (room === 'api') return await handleApi(world, parts.limiter, rest[0] ?? '', request, response);
    if (room === 'actions') return await answerInteraction(world, rest[1] ?? '', request, response);
    if (room === 'oauth') return agree(world, request, response);
    if (room === 'upload') return await takeUpload(world, rest[1] ?? '', request, response);
    if (room === 'files') return giveFile(world, rest[0] ?? '', response);
    if (room === 'sandbox' && !isOwn(world, request)) return void response.writeHead(403).end();
    if (room === 'sandbox') return await parts.pageApi(pathname, request, response);
    if (!parts.servePage?.(request, response))
      response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
  } catch (error) {
    if (response.headersSent) return cut(response);
    sendJson(response, { ok: false, error: 'internal_error', detail: String(error) }, 500);
  }
};

/** Whether no other web page is behind a request: browsers name the page that sends one. */
const isOwn = ({ url }: World, { headers }: IncomingMessage) =>
  headers.origin === undefined || [url, url.replace('127.0.0.1', 'localhost')].includes(headers.origin);

async function answerInteraction(world: World, key: string, request: IncomingMessage, response: ServerResponse) {
  const start = performance.now();
  const raw = readArguments(request, await readBody(request));
  const record = (status: number, answer: object) =>
    world.traffic.record({
      direction: 'from-app',
      name: 'response_url',
      summary: `response_url ${String(raw.text ?? '').slice(0, 80)}`,
      request: raw,
      response: answer,
      status,
      ms: Math.round(performance.now() - start),
    });
  try {
    useResponseUrl(world, key, raw);
    response.writeHead(200, { 'content-type': 'text/plain' }).end('ok');
    record(200, { ok: true });
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const body = { ok: false, error: error.code, ...error.extra };
    sendJson(response, body, error.status);
    record(error.status, body);
  }
}

/** The page on which a person agrees; `deny=1` in its address stands for their “Cancel”. */
function agree(world: World, request: IncomingMessage, response: ServerResponse): void {
  const back = authorize(world, new URL(request.url ?? '/', world.url));
  if (back === undefined) return void response.writeHead(400).end('bad_client_id or no redirect URL');
  response.writeHead(302, { location: back.href }).end();
}

async function takeUpload(world: World, id: string, request: IncomingMessage, response: ServerResponse) {
  const file = world.state.files.get(id);
  const content = await readUpload(request, await readBody(request));
  if (!file || file.complete) return void response.writeHead(404).end('file_not_found');
  file.content = content;
  file.length = content.length;
  response.writeHead(200, { 'content-type': 'text/plain' }).end(`OK - ${content.length}`);
}

function giveFile(world: World, id: string, response: ServerResponse): void {
  const file = world.state.files.get(id);
  if (!file?.content) return void response.writeHead(404).end();
  const name = encodeURIComponent(file.name);
  const headers = {
    'content-type': 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${name}`,
  };
  response.writeHead(200, headers).end(file.content);
}
