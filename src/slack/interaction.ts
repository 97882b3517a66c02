import { z } from 'zod';
import { inTransaction, type Tx } from '../database/transaction.ts';
import type { WorkspaceDeps } from '../deps.ts';
import type { Content } from '../jobs/define.ts';
import type { Workspace } from '../workspace.ts';
import type { ModalView } from './blocks.ts';
import { classifyError } from './classify-error.ts';
import { answerAt, isSlackAddress, respond } from './response-url.ts';

/** Thrown to leave a handler when this very thing came in before. */
export class DuplicateDelivery extends Error {}

/** What somebody did in Slack, and the ways to answer just them. */
export type Interaction = {
  userId: string;
  /** Where they did it. */
  workspace: Workspace;
  /** Names the handler in logs. */
  source: string;
  channelId: string | undefined;
  /** The message that was clicked, if any. */
  messageTs: string | undefined;
  threadTs: string | undefined;
  /** The message that was clicked stays, and is edited by what it is about: nothing else may take its place. */
  isLasting: boolean;
  /** The modal or Home that was clicked or submitted, if any. */
  viewId: string | undefined;
  /** Whether that view is a modal. */
  isInModal: boolean;
  /** Whether something that came of this is kept already: then nobody may be told that nothing was changed. */
  hasEffect(): boolean;
  /** One transaction with the effect of this; a second delivery of the same leaves the handler. */
  transact<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** One transaction that only looks. */
  read<T>(unit: (tx: Tx) => Promise<T>): Promise<T>;
  /** Says something that only this person sees. */
  tell(content: Content): Promise<void>;
  /** Replaces the message that was clicked. */
  replace(content: Content): Promise<void>;
  /** Where the message that was clicked can be replaced later on, for half an hour, if anywhere. */
  clickedAt: string | undefined;
  /** Replaces a message where another interaction said that it can be; what does not work is no failure. */
  replaceAt(clickedAt: string, content: Content): Promise<void>;
  openModal(view: ModalView): Promise<void>;
  pushModal(view: ModalView): Promise<void>;
  /** Shows `view` in place of the modal that was clicked; one that was closed meanwhile needs nothing. */
  updateModal(view: ModalView): Promise<void>;
  /** The same for any other view of this person. `hash` limits it to the view as it was when it had that hash. */
  updateView(viewId: string, view: ModalView, hash?: string): Promise<void>;
};

const id = z.object({ id: z.string() });

const body = z.object({
  user: id.optional(),
  user_id: z.string().optional(),
  event: z
    .object({
      type: z.string().optional(),
      ts: z.string().optional(),
      user: z.union([z.string(), id]).nullish(),
      channel: z.union([z.string(), id]).nullish(),
    })
    .optional(),
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
  channel: id.nullish(),
  channel_id: z.string().optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  /** Says it of messages that only one person sees, too. */
  container: z.object({ thread_ts: z.string().optional(), is_ephemeral: z.boolean().optional() }).optional(),
  view: id.extend({ type: z.string().optional() }).optional(),
});

const idOf = (value: string | { id: string } | null | undefined) => (typeof value === 'string' ? value : value?.id);

/** `listener` tells apart the listeners to one event. */
export function incoming(deps: WorkspaceDeps, raw: unknown, source: string, listener = ''): Interaction {
  const b = body.parse(raw);
  const userId = b.user?.id ?? b.user_id ?? idOf(b.event?.user) ?? '';
  const channelId = b.channel?.id ?? b.channel_id ?? idOf(b.event?.channel);
  const trigger = b.trigger_id ?? '';
  // A trigger id belongs to one interaction, so it also tells a replayed request from a new one.
  const once = `${messageKey(b.event) ?? b.event_id ?? `${source}:${trigger}`}${listener}`;
  const threadTs = b.message?.thread_ts ?? b.container?.thread_ts;
  // What is under a thread's first message is in the channel as well, and is answered there.
  const inThread = threadTs === b.message?.ts ? undefined : threadTs;
  let hasEffect = false;
  const address = answerAt(deps.config, raw);
  const respondTo = (content: Content, more: Record<string, unknown>) =>
    address ? respond(address, { ...content, ...more }) : whisper(deps, { userId, channelId }, content);
  const updateView: Interaction['updateView'] = (view_id, view, hash) =>
    update(deps, { view_id, view, ...(hash ? { hash } : {}) });
  return {
    userId,
    workspace: deps.workspace,
    source,
    channelId,
    messageTs: b.message?.ts,
    threadTs,
    isLasting: b.message !== undefined && b.container?.is_ephemeral !== true,
    viewId: b.view?.id,
    isInModal: b.view?.type === 'modal',
    hasEffect: () => hasEffect,
    async transact(unit) {
      const result = await inTransaction(
        deps,
        async (tx) => ({ value: await unit(tx) }),
        once === `${source}:` ? undefined : once,
      );
      if (result === undefined) throw new DuplicateDelivery();
      hasEffect = true;
      return result.value;
    },
    async read(unit) {
      const result = await inTransaction(deps, async (tx) => ({ value: await unit(tx) }));
      if (result === undefined) throw new DuplicateDelivery();
      return result.value;
    },
    async tell(content) {
      const only = { response_type: 'ephemeral', replace_original: false };
      // A response_url answers in the channel, away from the thread in which somebody clicked.
      if (!inThread || !channelId) return respondTo(content, only);
      await whisper(deps, { userId, channelId, threadTs: inThread }, content).catch((error: unknown) => {
        if (!address) throw error;
        return respondTo(content, only);
      });
    },
    replace: (content) => respondTo(content, { replace_original: true }),
    clickedAt: b.view ? undefined : address,
    async replaceAt(clickedAt, content) {
      if (!isSlackAddress(deps.config, clickedAt)) return;
      await respond(clickedAt, { ...content, replace_original: true }).catch((error: unknown) =>
        deps.log.info({ err: error }, 'a message that was clicked could not be replaced'),
      );
    },
    openModal: async (view) => void (await deps.workspace.slack.views.open({ trigger_id: trigger, view })),
    pushModal: async (view) => void (await deps.workspace.slack.views.push({ trigger_id: trigger, view })),
    updateModal: (view) => updateView(b.view?.id ?? '', view),
    updateView,
  };
}

type Update = { view_id: string; view: ModalView; hash?: string };

/** What Slack says of a view that is not open any more, or is not any more what `hash` names. */
const GONE = new Set(['not_found', 'view_not_found', 'view_expired', 'hash_conflict']);

/** Showing the same twice does no harm, so that no answer, or an unclear one, is worth another try. */
async function update(deps: WorkspaceDeps, change: Update, isAgain = false): Promise<void> {
  try {
    await deps.workspace.slack.views.update(change);
  } catch (error) {
    const verdict = classifyError(error);
    if (GONE.has(verdict.reason)) return;
    if (isAgain || verdict.kind === 'never' || !('isOutage' in verdict)) throw error;
    await update(deps, change, true);
  }
}

/** One message can come with several event ids; its channel and timestamp are what make it the same. */
function messageKey(event: z.infer<typeof body>['event']): string | undefined {
  return event?.type === 'message' && event.ts ? `message:${idOf(event.channel)}:${event.ts}` : undefined;
}

type Ear = { userId: string; channelId: string | undefined; threadTs?: string };

/** Without a response_url: privately in the channel or thread if there is one, else in the person's DM with the app. */
async function whisper(deps: WorkspaceDeps, { userId: user, channelId: channel, threadTs }: Ear, content: Content) {
  const thread = threadTs ? { thread_ts: threadTs } : {};
  if (channel && (threadTs || !channel.startsWith('D')))
    await deps.workspace.slack.chat.postEphemeral({ channel, user, ...thread, ...content });
  else await deps.workspace.slack.chat.postMessage({ channel: user, ...content });
}
