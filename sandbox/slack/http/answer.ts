import type { ServerResponse } from 'node:http';
import type { Json } from '../engine/json.ts';

/** Sends a JSON answer. */
export function sendJson(
  response: ServerResponse,
  body: Json,
  status = 200,
  headers: Record<string, string> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
  response.end(JSON.stringify(body));
}

/** Cuts the connection without an answer, as a failing network does. */
export function cut(response: ServerResponse): void {
  response.socket?.resetAndDestroy();
}
