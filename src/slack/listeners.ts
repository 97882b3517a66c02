import type { AckFn, App, Context, ViewResponseAction, ViewSubmitAction } from '@slack/bolt';
import type { Option } from '@slack/types';
import type { z } from 'zod';
import type { Deps, WorkspaceDeps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { errorsIn, issuesIn } from './field-errors.ts';
import { inDialog } from './in-dialog.ts';
import { DuplicateDelivery, type Interaction, incoming } from './interaction.ts';
import { type FieldErrors, sentenceFor } from './sentence.ts';
import { actionValue, readValues } from './view-state.ts';
import { wordsOf } from './words-of.ts';

/**
 * How features listen to Slack. Each of these acknowledges first, drops what came in before, and turns a UserError into
 * a private sentence to the person and anything else into an apology and a log line.
 */

export type Click = Interaction & { value: string };
export type Submission<T> = Interaction & { data: T; metadata: unknown };
export type Command = Interaction & { text: string; channelName: string };
export type Picked = Interaction & { messageText: string; channelId: string; messageTs: string };

/** The workspace of a request, as the ingress puts it into the context. */
function inWorkspace(deps: Deps, { workspace }: Context): WorkspaceDeps {
  return { ...deps, workspace };
}

/** A slash command. */
export function onCommand(app: App, deps: Deps, name: string, run: (command: Command) => Promise<void>): void {
  app.command(name, async ({ ack, body, command, context }) => {
    await ack();
    const { text, channel_name: channelName } = command;
    await guarded(deps, { ...incoming(inWorkspace(deps, context), body, name), text: text.trim(), channelName }, run);
  });
}

/** A button, menu or other element; `value` is what was clicked or chosen. */
export function onAction(app: App, deps: Deps, actionId: string | RegExp, run: (click: Click) => Promise<void>): void {
  app.action(actionId, async ({ ack, body, action, context }) => {
    await ack();
    const id = 'action_id' in action ? action.action_id : '';
    const block = 'block_id' in action ? action.block_id : '';
    await guarded(
      deps,
      { ...incoming(inWorkspace(deps, context), body, `${block}:${id}`), value: actionValue(action) },
      run,
    );
  });
}

/**
 * A modal that was sent off. `schema` checks the answers by block id; its messages appear at the fields. What it checks
 * may depend on what the modal carries. It stays open until `run` is done or has something to say, so that a refusal
 * appears at a field as well, and what was typed is kept. `refuse` may ask Slack something before.
 */
export function onSubmit<T>(
  app: App,
  deps: Deps,
  callbackId: string,
  schema: Schema<T>,
  run: (submission: Submission<T>) => Promise<void>,
  refuse?: (submission: Submission<T>) => Promise<FieldErrors>,
): void {
  onParsed(app, deps, callbackId, schema, async (sent, { ack, view }) => {
    const tooLate = late();
    const refused = refuse ? await refusedIn(tooLate, deps, refuse(sent)) : {};
    if (Object.keys(refused).length > 0) {
      return ack({ response_action: 'errors', errors: errorsIn(view, refused) ?? {} });
    }
    await inDialog(deps, sent, { ack, view, late: tooLate, errorsOf: (errors) => errorsIn(view, errors) }, run);
  });
}

/** Resolves when an acknowledgement can wait no longer. */
export const late = () => new Promise<undefined>((resolve) => setTimeout(resolve, QUICK, undefined));

/** Milliseconds that an acknowledgement waits for something to go into it; Slack waits for three seconds. */
const QUICK = 1_500;

const NOT_ASKED = 'Slack didn’t answer in time, so I couldn’t check this. Please send it once more.';

/** What is not known in time is refused: it can be sent once more, with everything that was typed. */
async function refusedIn(tooLate: Promise<undefined>, deps: Deps, asked: Promise<FieldErrors>): Promise<FieldErrors> {
  const known = await Promise.race([asked, tooLate]).catch((error: unknown) => {
    if (error instanceof UserError) return { '': error.message };
    deps.log.warn({ err: error }, 'a form could not be checked');
    return undefined;
  });
  return known ?? { '': NOT_ASKED };
}

type Schema<T> = z.ZodType<T> | ((metadata: unknown) => z.ZodType<T>);

/** A modal whose answers have the right shape; wrong ones are told at their fields. */
export function onParsed<T>(
  app: App,
  deps: Deps,
  callbackId: string,
  schema: Schema<T>,
  run: (
    submission: Submission<T>,
    at: { ack: AckFn<ViewResponseAction>; view: ViewSubmitAction['view'] },
  ) => Promise<void>,
): void {
  app.view<ViewSubmitAction>(
    { callback_id: callbackId, type: 'view_submission' },
    async ({ ack, body, view, context }) => {
      const answers = readValues(view.state?.values);
      const metadata = readMetadata(view.private_metadata);
      const parsed = (typeof schema === 'function' ? schema(metadata) : schema).safeParse(answers);
      if (!parsed.success) {
        await ack({
          response_action: 'errors',
          errors: issuesIn(view, parsed.error),
        });
        return;
      }
      await run(
        { ...incoming(inWorkspace(deps, context), body, callbackId), data: parsed.data, metadata },
        { ack, view },
      );
    },
  );
}

/** Options for an external select, as the person types. A failure shows no options rather than an error. */
export function onOptions(
  app: App,
  deps: Deps,
  actionId: string,
  run: (typed: string, came: Interaction) => Promise<Option[]>,
): void {
  app.options(actionId, async ({ ack, body, context }) => {
    const found = async () => run(body.value, incoming(inWorkspace(deps, context), body, actionId));
    const options = await found().catch((error: unknown) => {
      deps.log.error({ err: error, actionId }, 'options failed');
      return [];
    });
    await ack({ options });
  });
}

/** A global shortcut. */
export function onShortcut(app: App, deps: Deps, callbackId: string, run: (came: Interaction) => Promise<void>): void {
  app.shortcut({ callback_id: callbackId, type: 'shortcut' }, async ({ ack, body, context }) => {
    await ack();
    await guarded(deps, incoming(inWorkspace(deps, context), body, callbackId), run);
  });
}

/** A message shortcut, with the message it was used on. */
export function onMessageShortcut(
  app: App,
  deps: Deps,
  callbackId: string,
  run: (picked: Picked) => Promise<void>,
): void {
  app.shortcut({ callback_id: callbackId, type: 'message_action' }, async ({ ack, body, shortcut, context }) => {
    await ack();
    const { ts } = shortcut.message;
    const text = wordsOf(shortcut.message);
    const came = incoming(inWorkspace(deps, context), body, callbackId);
    await guarded(deps, { ...came, messageText: text, channelId: shortcut.channel.id, messageTs: ts }, run);
  });
}

/** Something losable to say once an event is dealt with, such as an answer to a direct message. */
export type Afterwards = () => Promise<unknown>;

/**
 * An event of the Events API, already checked by `schema`; what does not fit is ignored. It is acknowledged after
 * `run`: throw, and Slack delivers it again; only a UserError is told to the person instead, since it would come out the
 * same again. `came.transact` runs once per event id and listener. What `run` returns is done without the
 * acknowledgement waiting for it, so calls to Slack belong there and nowhere else; a stop waits for it.
 */
export function onEvent<T>(
  app: App,
  deps: Deps,
  type: string,
  schema: z.ZodType<T>,
  run: (event: T, came: Interaction) => Promise<Afterwards | undefined> | Promise<void>,
): void {
  const listener = nextListener(app, type);
  app.event(type, async ({ event, body, context }) => {
    const parsed = schema.safeParse(event);
    if (!parsed.success) return;
    const came = incoming(inWorkspace(deps, context), body, `event:${body.event_id}`, listener);
    const afterwards = await run(parsed.data, came).catch((error: unknown) => refusal(error, came));
    if (!afterwards) return;
    const answered = async () => void (await afterwards());
    context.alsoUnderWay?.(
      answered().catch((error: unknown) => deps.log.warn({ err: error, type }, 'an event was not answered')),
    );
  });
}

/** What is left to do once an event was refused: telling the person why. @throws everything else. */
function refusal(error: unknown, came: Interaction): Afterwards | undefined {
  if (error instanceof DuplicateDelivery) return undefined;
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

export async function guarded<T extends Interaction>(
  deps: Deps,
  came: T,
  run: (came: T) => Promise<void>,
): Promise<void> {
  try {
    await run(came);
  } catch (error) {
    if (error instanceof DuplicateDelivery) return;
    const text = sentenceFor(deps, came, error);
    await came.tell({ text }).catch((e: unknown) => deps.log.warn({ err: e }, 'a person could not be told'));
  }
}

function readMetadata(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
