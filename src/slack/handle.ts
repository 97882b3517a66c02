import type { App } from '@slack/bolt';
import type { Option } from '@slack/types';
import type { z } from 'zod';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { ModalView } from './blocks.ts';
import { type Incoming, InTwice, incoming } from './incoming.ts';
import { actionValue, readValues } from './values.ts';

/**
 * How features listen to Slack. Each of these acknowledges first, drops what came in before, and turns a UserError into
 * a private sentence to the person and anything else into an apology and a log line.
 */

const WENT_WRONG = 'Something went wrong on our side, and nothing was changed. Please try again in a minute.';

export type Click = Incoming & { value: string };
export type Submission<T> = Incoming & { data: T; metadata: unknown };
export type Command = Incoming & { text: string; channelName: string };
export type Picked = Incoming & { messageText: string; channelId: string; messageTs: string };

/** A slash command. */
export function onCommand(app: App, deps: Deps, name: string, run: (command: Command) => Promise<void>): void {
  app.command(name, async ({ ack, body, command }) => {
    await ack();
    const { text, channel_name: channelName } = command;
    await guarded(deps, { ...incoming(deps, body, name), text: text.trim(), channelName }, run);
  });
}

/** A button, menu or other element; `value` is what was clicked or chosen. */
export function onAction(app: App, deps: Deps, actionId: string | RegExp, run: (click: Click) => Promise<void>): void {
  app.action(actionId, async ({ ack, body, action }) => {
    await ack();
    const id = 'action_id' in action ? action.action_id : '';
    const block = 'block_id' in action ? action.block_id : '';
    await guarded(deps, { ...incoming(deps, body, `${block}:${id}`), value: actionValue(action) }, run);
  });
}

/**
 * A modal that was sent off. `schema` checks the answers by block id; its messages appear at the fields. What it checks
 * may depend on what the modal carries.
 * `next` may give the view that replaces the modal at once; it is pure and sees no state.
 */
export function onSubmit<T>(
  app: App,
  deps: Deps,
  callbackId: string,
  schema: z.ZodType<T> | ((metadata: unknown) => z.ZodType<T>),
  run: (submission: Submission<T>) => Promise<void>,
  next?: (data: T, metadata: unknown) => ModalView,
): void {
  app.view({ callback_id: callbackId, type: 'view_submission' }, async ({ ack, body, view }) => {
    const answers = readValues(view.state?.values);
    const metadata = readMetadata(view.private_metadata);
    const parsed = (typeof schema === 'function' ? schema(metadata) : schema).safeParse(answers);
    if (!parsed.success) {
      await ack({
        response_action: 'errors',
        errors: fieldErrors(parsed.error, Object.keys(view.state?.values ?? {})),
      });
      return;
    }
    await (next ? ack({ response_action: 'update', view: next(parsed.data, metadata) }) : ack());
    const came = incoming(deps, body, callbackId);
    await guarded(deps, { ...came, data: parsed.data, metadata }, run);
  });
}

/** Options for an external select, as the person types. A failure shows no options rather than an error. */
export function onOptions(
  app: App,
  deps: Deps,
  actionId: string,
  run: (typed: string, userId: string) => Promise<Option[]>,
): void {
  app.options(actionId, async ({ ack, body }) => {
    const options = await run(body.value, body.user.id).catch((error: unknown) => {
      deps.log.error({ err: error, actionId }, 'options failed');
      return [];
    });
    await ack({ options });
  });
}

/** A global shortcut. */
export function onShortcut(app: App, deps: Deps, callbackId: string, run: (came: Incoming) => Promise<void>): void {
  app.shortcut({ callback_id: callbackId, type: 'shortcut' }, async ({ ack, body }) => {
    await ack();
    await guarded(deps, incoming(deps, body, callbackId), run);
  });
}

/** A message shortcut, with the message it was used on. */
export function onMessageShortcut(
  app: App,
  deps: Deps,
  callbackId: string,
  run: (picked: Picked) => Promise<void>,
): void {
  app.shortcut({ callback_id: callbackId, type: 'message_action' }, async ({ ack, body, shortcut }) => {
    await ack();
    const { text = '', ts } = shortcut.message;
    const came = incoming(deps, body, callbackId);
    await guarded(deps, { ...came, messageText: text, channelId: shortcut.channel.id, messageTs: ts }, run);
  });
}

/** Something losable to say once an event is dealt with, such as an answer to a direct message. */
export type Afterwards = () => Promise<unknown>;

/**
 * An event of the Events API, already checked by `schema`; what does not fit is ignored. It is acknowledged after
 * `run`: throw, and Slack delivers it again; only a UserError is told to the person instead, since it would come out the
 * same again. `came.work` runs once per event id and listener. What `run` returns is done without the acknowledgement
 * waiting for it, so calls to Slack belong there and nowhere else.
 */
export function onEvent<T>(
  app: App,
  deps: Deps,
  type: string,
  schema: z.ZodType<T>,
  run: (event: T, came: Incoming) => Promise<Afterwards | undefined> | Promise<void>,
): void {
  const listener = nextListener(app, type);
  app.event(type, async ({ event, body }) => {
    const parsed = schema.safeParse(event);
    if (!parsed.success) return;
    const came = incoming(deps, body, `event:${body.event_id}`, listener);
    const afterwards = await run(parsed.data, came).catch((error: unknown) => refusal(error, came));
    afterwards?.().catch((error: unknown) => deps.log.warn({ err: error, type }, 'an event was not answered'));
  });
}

/** What is left to do once an event was refused: telling the person why. @throws everything else. */
function refusal(error: unknown, came: Incoming): Afterwards | undefined {
  if (error instanceof InTwice) return undefined;
  if (error instanceof UserError) return () => came.tell({ text: error.message });
  throw error;
}

const listeners = new WeakMap<App, Map<string, number>>();

/** Tells listeners to the same event apart, so that what one room has done does not count as done for another. */
function nextListener(app: App, type: string): string {
  const counts = listeners.get(app) ?? new Map<string, number>();
  listeners.set(app, counts);
  const nth = counts.get(type) ?? 0;
  counts.set(type, nth + 1);
  return nth === 0 ? '' : `#${nth}`;
}

async function guarded<T extends Incoming>(deps: Deps, came: T, run: (came: T) => Promise<void>): Promise<void> {
  try {
    await run(came);
  } catch (error) {
    if (error instanceof InTwice) return;
    if (!(error instanceof UserError)) deps.log.error({ err: error, from: came.source }, 'a handler failed');
    const text = error instanceof UserError ? error.message : WENT_WRONG;
    await came.tell({ text }).catch((e: unknown) => deps.log.warn({ err: e }, 'a person could not be told'));
  }
}

function fieldErrors(error: z.ZodError, blocks: string[]): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of error.issues) {
    const at = String(issue.path[0]);
    const block = blocks.includes(at) ? at : blocks[0];
    if (block !== undefined) errors[block] ??= issue.message;
  }
  return errors;
}

function readMetadata(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
