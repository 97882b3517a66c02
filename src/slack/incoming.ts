import { z } from 'zod';
import type { Deps } from '../deps.ts';
import type { Content } from '../jobs/define.ts';
import { inWork, type Work } from '../work.ts';
import type { ModalView } from './blocks.ts';
import { isSlackAddress, respond } from './response-url.ts';

/** Thrown to leave a handler when this very thing came in before. */
export class InTwice extends Error {}

/** What somebody did in Slack, and the ways to answer just them. */
export type Incoming = {
  userId: string;
  /** Names the handler in logs. */
  source: string;
  channelId: string | undefined;
  /** The message that was clicked, if any. */
  messageTs: string | undefined;
  threadTs: string | undefined;
  /** The modal or Home that was clicked or submitted, if any. */
  viewId: string | undefined;
  /** Whether that view is a modal. */
  isInModal: boolean;
  /** One transaction with the effect of this; a second delivery of the same leaves the handler. */
  work<T>(unit: (work: Work) => Promise<T>): Promise<T>;
  /** One transaction that only looks. */
  look<T>(unit: (work: Work) => Promise<T>): Promise<T>;
  /** Says something that only this person sees. */
  tell(content: Content): Promise<void>;
  /** Replaces the message that was clicked. */
  replace(content: Content): Promise<void>;
  openModal(view: ModalView): Promise<void>;
  pushModal(view: ModalView): Promise<void>;
  updateModal(view: ModalView): Promise<void>;
};

const id = z.object({ id: z.string() });

const body = z.object({
  user: id.optional(),
  user_id: z.string().optional(),
  event: z
    .object({
      type: z.string().optional(),
      ts: z.string().optional(),
      user: z.union([z.string(), id]).optional(),
      channel: z.union([z.string(), id]).optional(),
    })
    .optional(),
  event_id: z.string().optional(),
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  channel: id.nullish(),
  channel_id: z.string().optional(),
  message: z.object({ ts: z.string(), thread_ts: z.string().optional() }).optional(),
  view: id.extend({ type: z.string().optional() }).optional(),
});

const idOf = (value: string | { id: string } | undefined) => (typeof value === 'string' ? value : value?.id);

/** `listener` tells apart the listeners to one event. */
export function incoming(deps: Deps, raw: unknown, source: string, listener = ''): Incoming {
  const b = body.parse(raw);
  const userId = b.user?.id ?? b.user_id ?? idOf(b.event?.user) ?? '';
  const channelId = b.channel?.id ?? b.channel_id ?? idOf(b.event?.channel);
  const trigger = b.trigger_id ?? '';
  // A trigger id belongs to one interaction, so it also tells a replayed request from a new one.
  const once = `${messageKey(b.event) ?? b.event_id ?? `${source}:${trigger}`}${listener}`;
  const tell = (content: Content, more: Record<string, unknown>) =>
    b.response_url && isSlackAddress(deps.config, b.response_url)
      ? respond(b.response_url, { ...content, ...more })
      : whisper(deps, userId, channelId, content);
  return {
    userId,
    source,
    channelId,
    messageTs: b.message?.ts,
    threadTs: b.message?.thread_ts,
    viewId: b.view?.id,
    isInModal: b.view?.type === 'modal',
    async work(unit) {
      const result = await inWork(
        deps,
        async (work) => ({ value: await unit(work) }),
        once === `${source}:` ? undefined : once,
      );
      if (result === undefined) throw new InTwice();
      return result.value;
    },
    async look(unit) {
      const result = await inWork(deps, async (work) => ({ value: await unit(work) }));
      if (result === undefined) throw new InTwice();
      return result.value;
    },
    tell: (content) => tell(content, { response_type: 'ephemeral', replace_original: false }),
    replace: (content) => tell(content, { replace_original: true }),
    openModal: async (view) => void (await deps.slack.views.open({ trigger_id: trigger, view })),
    pushModal: async (view) => void (await deps.slack.views.push({ trigger_id: trigger, view })),
    updateModal: async (view) => void (await deps.slack.views.update({ view_id: b.view?.id ?? '', view })),
  };
}

/** One message can come with several event ids; its channel and timestamp are what make it the same. */
function messageKey(event: z.infer<typeof body>['event']): string | undefined {
  return event?.type === 'message' && event.ts ? `message:${idOf(event.channel)}:${event.ts}` : undefined;
}

/** Without a response_url: privately in the channel if there is one, else in the person's DM with the app. */
async function whisper(deps: Deps, user: string, channel: string | undefined, content: Content): Promise<void> {
  if (channel && !channel.startsWith('D')) await deps.slack.chat.postEphemeral({ channel, user, ...content });
  else await deps.slack.chat.postMessage({ channel: user, ...content });
}
