import { z } from 'zod';
import { modalState } from './view-state.ts';

const id = z.object({ id: z.string().min(1) });
/** Events name a person or channel by id, or describe them in full. */
const named = z.union([z.string(), id]).nullish();

const event = z.object({
  type: z.literal('event_callback'),
  team_id: z.string(),
  event_id: z.string().min(1),
  event: z.object({ type: z.string().min(1), ts: z.string().optional(), user: named, channel: named }),
});
const interaction = z.object({
  user: id,
  team: id.nullish(),
  trigger_id: z.string().optional(),
  response_url: z.url().optional(),
  channel: id.nullish(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
});
const clicked = interaction.extend({
  type: z.literal('block_actions'),
  actions: z.array(z.object({ action_id: z.string(), block_id: z.string().optional(), type: z.string() })).min(1),
});
const submitted = interaction.extend({
  type: z.enum(['view_submission', 'view_closed']),
  view: z.object({
    id: z.string(),
    callback_id: z.string(),
    state: z.object({ values: modalState }).optional(),
  }),
});
const suggested = interaction.extend({
  type: z.literal('block_suggestion'),
  action_id: z.string(),
  block_id: z.string(),
  value: z.string(),
});
const shortcut = interaction.extend({ type: z.enum(['shortcut', 'message_action']), callback_id: z.string() });
const command = z.object({
  command: z.string().startsWith('/'),
  text: z.string(),
  user_id: z.string().min(1),
  team_id: z.string(),
  response_url: z.url().optional(),
});
const handshake = z.object({ type: z.literal('url_verification'), challenge: z.string() });
/** Slack holds events back for the rest of a minute: more than 30,000 came in an hour. */
const rateLimited = z.object({ type: z.literal('app_rate_limited'), team_id: z.string() });
const sslCheck = z.object({ ssl_check: z.literal('1') });

const others = z.union([suggested, shortcut, handshake, rateLimited]);
const untyped = z.union([command, sslCheck]);
const typed = z.object({ type: z.string() });

/** The shape that a body has to have. The frequent ones are told by their type: trying a union in turn takes longer. */
function shapeOf(body: unknown): z.ZodType {
  const type = typed.safeParse(body).data?.type;
  if (type === undefined) return untyped;
  if (type === 'event_callback') return event;
  if (type === 'block_actions') return clicked;
  return type.startsWith('view_') ? submitted : others;
}

/** Whether a body is one of the payloads that Slack documents; anything else never reaches a handler. */
export function isUsable(body: unknown): boolean {
  return shapeOf(body).safeParse(body).success;
}

const KINDS: Record<string, string> = {
  event_callback: 'event',
  block_actions: 'click',
  view_submission: 'form',
  view_closed: 'form',
  block_suggestion: 'options',
  shortcut: 'shortcut',
  message_action: 'shortcut',
};

/** What a body is, in one of a few words. */
export function kindOf(body: unknown): string {
  if (command.safeParse(body).success) return 'command';
  return KINDS[typed.safeParse(body).data?.type ?? ''] ?? 'other';
}

export type SlackEvent = z.infer<typeof event>;

/** True for what the Events API delivers, which Slack repeats until it is acknowledged. */
export function isEvent(body: unknown): body is SlackEvent {
  return event.safeParse(body).success;
}

/** Whether a menu asks for its options. */
export function isSuggestion(body: unknown): boolean {
  return suggested.safeParse(body).success;
}

/** Whether Slack says that it holds events back. */
export function isHeldBack(body: unknown): boolean {
  return rateLimited.safeParse(body).success;
}

/** Fields of a form; a slash command has about fifteen. */
const MOST_FIELDS = 100;
/** Values of a JSON text; a modal with a hundred menus of a hundred options comes near half of it. */
const MOST_VALUES = 100_000;
/** Arrays and objects within each other; rich text goes about ten deep. */
const DEEPEST = 60;

/** A request body as an object: JSON, or a form whose `payload` is JSON. @throws SyntaxError when it is neither. */
export function parseBody(raw: string, contentType: string | undefined): unknown {
  if (!contentType?.startsWith('application/x-www-form-urlencoded')) return parseJson(raw);
  if (raw.split('&', MOST_FIELDS + 1).length > MOST_FIELDS) throw new SyntaxError('Too many fields');
  const form = Object.fromEntries(new URLSearchParams(raw));
  return form.payload === undefined ? form : parseJson(form.payload);
}

/** JSON of a sane size and depth: what walks over a value afterwards would overflow on one that is nested without end. */
function parseJson(text: string): unknown {
  let depth = 0;
  let values = 0;
  let isInString = false;
  for (let i = 0; i < text.length; i += 1) {
    const mark = text[i];
    if (mark === '"') isInString = !isInString;
    else if (isInString) i += mark === '\\' ? 1 : 0;
    else if (mark === '[' || mark === '{') depth += 1;
    else if (mark === ']' || mark === '}') depth -= 1;
    else if (mark === ',') values += 1;
    if (depth > DEEPEST || values > MOST_VALUES) throw new SyntaxError('Too deep or too long');
  }
  return JSON.parse(text);
}

/** Whether a parsed body is a JSON object: Bolt looks into it before anybody can check it any further. */
export function isObject(body: unknown): boolean {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
