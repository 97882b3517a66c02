import type { IncomingMessage, ServerResponse } from 'node:http';
import { ApiError } from '../engine/errors.ts';
import { asText, type Json } from '../engine/json.ts';
import type { RateLimiter } from '../engine/rate-limits.ts';
import type { Fault } from '../faults/faults.ts';
import type { Method } from '../methods/method.ts';
import { methods } from '../methods/table.ts';
import { isGranted } from '../operations/install.ts';
import type { World } from '../world.ts';
import { cut, sendJson } from './answer.ts';
import { readArguments, readBody } from './body.ts';

type Answer = { body: Json; status: number; headers?: Record<string, string> };
type Call = { name: string; args: Json; response: ServerResponse };

/** Answers `/api/<method>`: token, rate limit, faults, the method itself, and a line in the traffic list. */
export async function handleApi(
  world: World,
  limiter: RateLimiter,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const start = performance.now();
  const { token: given, ...args } = readArguments(request, await readBody(request));
  const token = request.headers.authorization?.replace(/^Bearer\s+/i, '') ?? asText(given);
  const fault = world.faults.takeCall(name, args);
  const record = (answer: Answer | undefined, status: string | number) =>
    world.traffic.record({
      direction: 'from-app',
      name,
      summary: summaryOf(name, args, answer?.body),
      request: args,
      response: answer?.body ?? null,
      status,
      ms: Math.round(performance.now() - start),
    });
  const run = () => world.inFlight.track(answerTo(world, limiter, name, token, args));
  const early = fault && beforehand(world, fault, { name, args, response }, run);
  if (early) return record(early.answer, early.status);
  if (fault?.kind === 'delay') await new Promise((resolve) => setTimeout(resolve, fault.ms ?? 0));
  const answer = await run();
  const late = fault && afterwards(fault, response);
  if (late) return record(answer, late);
  sendJson(response, answer.body, answer.status, headersOf(world, answer));
  record(answer, answer.status);
}

const headersOf = ({ state }: World, answer: Answer) => ({
  'x-oauth-scopes': state.app.scopes.join(','),
  'x-slack-req-id': 'sandbox',
  ...answer.headers,
});

async function answerTo(world: World, limiter: RateLimiter, name: string, token: string, args: Json): Promise<Answer> {
  try {
    const method = methods.get(name);
    if (!method) throw new ApiError('unknown_method', { req_method: name });
    if (method.token !== 'none') checkToken(world, method, token);
    if (world.rateLimits) limiter.check(method, args);
    if (world.switches.limitsHistory) limiter.checkHistory(method);
    return { status: 200, body: { ok: true, ...(await method.call(world, args)) } };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    return { status: error.status, headers: error.headers, body: { ok: false, error: error.code, ...error.extra } };
  }
}

function checkToken(world: World, { token: wanted }: Method, token: string): void {
  const { tokens } = world;
  if (token === '') throw new ApiError('not_authed');
  if (isGranted(world, token) && wanted === 'bot') return;
  if (token !== tokens.bot && token !== tokens.app) throw new ApiError('invalid_auth');
  if (wanted !== 'none' && token !== tokens[wanted]) throw new ApiError('not_allowed_token_type');
}

/** Faults that strike before the call is looked at; `undefined` when it goes on. */
function beforehand(
  world: World,
  fault: Fault,
  { response }: Call,
  run: () => Promise<Answer>,
): { answer?: Answer; status: string | number } | undefined {
  if (fault.kind === '429') {
    const answer = { status: 429, body: { ok: false, error: 'ratelimited' } };
    sendJson(response, answer.body, 429, { 'retry-after': String(fault.retryAfter ?? 1) });
    return { answer, status: 429 };
  }
  if (fault.kind === '500-before') {
    response.writeHead(500).end();
    return { status: 500 };
  }
  if (fault.kind === 'hang-before') return { status: 'hang, not accepted' };
  if (fault.kind === 'reset-before' || fault.kind === 'late') {
    if (fault.kind === 'late') world.agenda.after(fault.lateMs ?? 0, () => void run());
    cut(response);
    return { status: fault.kind === 'late' ? 'reset, accepted late' : 'reset, not accepted' };
  }
  return undefined;
}

/** Faults that strike once the call has had its effect. */
function afterwards(fault: Fault, response: ServerResponse): string | undefined {
  if (fault.kind === '500-after') response.writeHead(500).end();
  else if (fault.kind === 'reset-after') cut(response);
  else if (fault.kind === 'fatal_error-after') sendJson(response, { ok: false, error: 'fatal_error' });
  else if (fault.kind !== 'hang-after') return undefined;
  return `${fault.kind.replace('-after', '')}, accepted`;
}

const summaryOf = (name: string, args: Json, answer: Json | undefined) => {
  const where = asText(args.channel) || asText(args.user_id) || asText(args.view_id);
  const words = asText(args.text).replaceAll(/\s+/g, ' ').slice(0, 80);
  const failed = answer?.ok === false ? ` → ${asText(answer.error)}` : '';
  return [name, where, words].filter(Boolean).join(' ') + failed;
};
