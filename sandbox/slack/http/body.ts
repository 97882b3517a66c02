import type { IncomingMessage } from 'node:http';
import { asObject, type Json, parseJson } from '../engine/json.ts';

/** The whole body of a request. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

/** Arguments of a request: JSON, a form, or the query, as the Web API takes them. */
export function readArguments(request: IncomingMessage, body: Buffer): Json {
  const type = request.headers['content-type'] ?? '';
  const query = Object.fromEntries(new URL(request.url ?? '/', 'http://localhost').searchParams);
  if (type.startsWith('application/json')) return { ...query, ...asObject(parseJson(body.toString())) };
  return { ...query, ...Object.fromEntries(new URLSearchParams(body.toString())) };
}

/** The bytes of an uploaded file, sent as such or as the first file of a multipart form. */
export async function readUpload(request: IncomingMessage, body: Buffer): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  if (!type.startsWith('multipart/form-data')) return body;
  const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData();
  const [first] = form.values();
  return first instanceof Blob ? Buffer.from(await first.arrayBuffer()) : Buffer.from(first ?? '');
}
