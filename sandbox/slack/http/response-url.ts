import { z } from 'zod';
import { ApiError } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { contentArgs, contentOf } from '../methods/chat-content.ts';
import { flag, text } from '../methods/method.ts';
import { compose, fromApp, publish, publishEphemeral, sendAltered } from '../operations/post.ts';
import type { Conversation, ResponseUrl } from '../state/state.ts';
import type { World } from '../world.ts';

/** How often and for how long an app may answer an interaction (Slack's documentation). */
const USES = 5;
const LIFE_MINUTES = 30;

const answerShape = z.object({
  ...contentArgs,
  response_type: text.optional(),
  replace_original: flag.optional(),
  delete_original: flag.optional(),
  thread_ts: text.optional(),
});
type ReplyTarget = Omit<ResponseUrl, 'key' | 'at' | 'uses'>;
export type Answer = z.output<typeof answerShape>;

/** A new response URL for what a person just did. */
export function newResponseUrl(world: World, about: Pick<ResponseUrl, 'userId' | 'channelId' | 'messageTs'>): string {
  const key = world.ids.secret();
  world.state.responseUrls.set(key, { ...about, key, at: world.clock.now(), uses: 0 });
  return `${world.front ?? world.url}/actions/${world.state.team.id}/${key}`;
}

/** Answers a post to a response URL. Throws `expired_url` or `used_url`, or what is wrong with the message. */
export function useResponseUrl(world: World, key: string, raw: Json): Json {
  const target = world.state.responseUrls.get(key);
  if (!target) throw new ApiError('invalid_url', {}, { status: 404 });
  if (target.at.until(world.clock.now()).total('minutes') > LIFE_MINUTES)
    throw new ApiError('expired_url', {}, { status: 404 });
  if (target.uses >= USES) throw new ApiError('used_url', {}, { status: 404 });
  const parsed = answerShape.safeParse(raw);
  if (!parsed.success) throw new ApiError('invalid_payload', {}, { status: 400 });
  respond(world, target, parsed.data);
  target.uses += 1;
  return {};
}

/** Shows an app's answer to an interaction: to the person alone unless it says `in_channel`, or in place of the original. */
export function respond(world: World, target: ReplyTarget, answer: Answer): void {
  const conversation = world.state.conversations.get(target.channelId);
  if (!conversation) throw new ApiError('channel_not_found', {}, { status: 404 });
  if (answer.delete_original) remove(world, conversation, target.messageTs);
  else if (answer.replace_original && target.messageTs)
    replace(world, conversation, target.messageTs, contentOf(world, answer));
  else add(world, conversation, target, answer);
}

function add(world: World, conversation: Conversation, target: ReplyTarget, answer: Answer): void {
  const content = contentOf(world, answer);
  // A response URL knows nothing of threads: what does not name one is shown in the conversation itself.
  const message = compose(world, conversation, { ...fromApp(world), ...content }, answer.thread_ts);
  if (answer.response_type === 'in_channel') void publish(world, conversation, message);
  else publishEphemeral(world, conversation, target.userId, message);
}

function remove(world: World, conversation: Conversation, ts: string | undefined): void {
  const before = conversation.messages.find((message) => message.ts === ts);
  conversation.messages = conversation.messages.filter((message) => message.ts !== ts);
  conversation.ephemerals = conversation.ephemerals.filter(({ message }) => message.ts !== ts);
  world.changes.tell({ kind: 'message', conversationId: conversation.id });
  if (before) void sendAltered(world, conversation, before, null);
}

function replace(world: World, conversation: Conversation, ts: string, content: ReturnType<typeof contentOf>): void {
  const ephemeral = conversation.ephemerals.find(({ message }) => message.ts === ts)?.message;
  const message = ephemeral ?? conversation.messages.find((one) => one.ts === ts);
  if (!message) throw new ApiError('message_not_found', {}, { status: 404 });
  const before = structuredClone(message);
  if (!content.blocks) delete message.blocks;
  Object.assign(
    message,
    content,
    ephemeral ? {} : { edited: { user: world.state.app.botUserId, ts: world.ids.ts(world.clock.now()) } },
  );
  if (ephemeral) world.changes.tell({ kind: 'message', conversationId: conversation.id });
  else void sendAltered(world, conversation, before, message);
}

/** The answer that an acknowledgement carried (a slash command's), or `undefined` when it carried none. */
export function answerIn(body: unknown): Answer | undefined {
  if (typeof body === 'string') return body.trim() === '' ? undefined : { text: body };
  const parsed = answerShape.safeParse(body);
  return parsed.success && (parsed.data.text || parsed.data.blocks) ? parsed.data : undefined;
}
