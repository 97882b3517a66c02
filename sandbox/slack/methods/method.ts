import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import { isObject, type Json, parseJson } from '../engine/json.ts';
import type { World } from '../world.ts';

/** Calls a minute that a method allows, as Slack's tiers 1 to 4; `post` is about one a second for each channel. */
export type Tier = 1 | 2 | 3 | 4 | 'post';

export type Method = {
  name: string;
  tier: Tier;
  /** Which token it wants. */
  token: 'bot' | 'app' | 'none';
  /** Checks scopes and arguments and does it. Throws ApiError. */
  call: (world: World, raw: Json) => Json | Promise<Json>;
};

type Definition<S extends z.ZodType> = {
  args: S;
  tier: Tier;
  token?: 'bot' | 'app' | 'none';
  /** One of these is needed; none when empty. */
  scopes?: readonly string[];
  run: (world: World, args: z.output<S>) => Json | Promise<Json>;
};

/** Describes one Web API method. */
export const method = <S extends z.ZodType>(
  name: string,
  { args, tier, token = 'bot', scopes = [], run }: Definition<S>,
): Method => ({
  name,
  tier,
  token,
  call: (world, raw) => {
    needScope(world, scopes);
    const parsed = args.safeParse(raw, { reportInput: true });
    if (parsed.success) return run(world, parsed.data);
    const messages = parsed.error.issues.map((issue) => argumentFault(issue));
    throw new ApiError('invalid_arguments', { response_metadata: { messages } });
  },
});

/** Throws `missing_scope`, with what is needed and provided, unless the app has one of `scopes`. */
export function needScope({ state }: World, scopes: readonly string[]): void {
  if (scopes.length === 0 || scopes.some((scope) => state.app.scopes.includes(scope))) return;
  throw new ApiError('missing_scope', { needed: scopes.join(','), provided: state.app.scopes.join(',') });
}

const argumentFault = (issue: z.core.$ZodIssue) => {
  const where = issue.path.join('/');
  const missing = issue.code === 'invalid_type' && issue.input === undefined;
  return missing ? `[ERROR] missing required field: ${where}` : `[ERROR] ${issue.message} [json-pointer:/${where}]`;
};

const lenient = (value: unknown) => (typeof value === 'string' ? (parseJson(value) ?? value) : value);

/** A text argument; forms and JSON alike. */
export const text = z.coerce.string();
/** Required text: an empty one counts as missing. */
export const needed = z.string().min(1);
export const flag = z.preprocess(
  (v) => (v === '1' || v === 'true' ? true : v === '0' || v === 'false' || v === '' ? false : v),
  z.boolean(),
);
export const count = z.coerce.number().int();
/** An object given as such or as JSON text. */
export const object = z.preprocess(lenient, z.custom<Json>(isObject, 'must be an object'));
/** A list given as such or as JSON text; the block validator looks inside. */
export const list = z.preprocess(lenient, z.array(z.unknown(), 'must be an array'));
/** Ids given as a list, as JSON text or separated by commas. */
export const csv = z.preprocess(
  (v) => (typeof v === 'string' ? (v.startsWith('[') ? parseJson(v) : v.split(',').filter(Boolean)) : v),
  z.array(z.string()),
);

/** A page of `items`, with Slack's cursors; `limit` 0 means the default. */
export function page<T>(
  items: readonly T[],
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
  most: number,
) {
  const start = cursor ? Number(Buffer.from(cursor, 'base64').toString().split(':')[1]) : 0;
  if (!Number.isInteger(start)) throw new ApiError('invalid_cursor');
  const end = start + Math.min(limit || most, most);
  const next = end < items.length ? Buffer.from(`next:${end}`).toString('base64') : '';
  return { items: items.slice(start, end), next, more: next !== '' };
}
