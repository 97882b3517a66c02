import { z } from 'zod';
import type { WorkspaceDeps } from '../../../deps.ts';
import { classifyRepeatable } from '../../../slack/classify-error.ts';
import type { Workspace } from '../../../workspace.ts';
import {
  GONE,
  names,
  type Person,
  type Place,
  type Reading,
  type SlackMessage,
  slackMessage,
  withoutLines,
} from '../rules.ts';

/** Messages per page of a history. */
const PAGE = 200;

const page = z.object({
  messages: z.array(z.unknown()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** A rate limit cut short how messages are looked at; it may go on with `left` after `seconds`. */
export class EditingCut extends Error {
  readonly seconds: number;
  readonly left: Reading[];
  constructor(seconds: number, left: Reading[]) {
    super('ratelimited');
    this.seconds = seconds;
    this.left = left;
  }
}

/**
 * The name by which Slack knows somebody, as messages give it: not kept for this, but asked for; undefined when Slack
 * does not know them any more. @throws what another try may cure.
 */
export async function personOf({ slack }: Workspace, id: string): Promise<Person> {
  const user = await slack.users.info({ user: id }).then(
    (answer) => answer.user,
    (error) => {
      if (classifyRepeatable(error).kind !== 'never') throw error;
      return undefined;
    },
  );
  return { id, name: user?.profile?.display_name || user?.real_name || undefined };
}

/**
 * Takes somebody out of one message and its thread, or out of a whole conversation.
 * @param left where to go on after an EditingCut.
 * @throws EditingCut, or what another try may cure.
 */
export async function editPlace(deps: WorkspaceDeps, place: Place, person: Person, left?: Reading[]): Promise<void> {
  const { channel, ts, isAnonymous } = place;
  await eachMessage(deps, left ?? [{ channel, ts }], async (message) => {
    if (isAnonymous && message.ts === ts) await replaceWhole(deps, channel, message);
    else await edit(deps, channel, message, person);
  });
}

/** Takes somebody out of what a colleague was written; of what they were written themselves, everything goes. */
export async function editDirect(deps: WorkspaceDeps, userId: string, person: Person, left?: Reading[]): Promise<void> {
  const from = left ?? (await orNothing(deps, () => directOf(deps.workspace, userId)));
  await eachMessage(deps, from ?? [], async (message, channel) => {
    if (userId !== person.id) await edit(deps, channel, message, person);
    else if (isOurs(message, deps) && !message.files)
      await orNothing(deps, () => deps.workspace.slack.chat.delete({ channel, ts: message.ts }));
  });
}

async function directOf({ slack }: Workspace, userId: string): Promise<Reading[]> {
  const { channel } = await slack.conversations.open({ users: userId });
  return [{ channel: z.string().parse(channel?.id) }];
}

type Edit = (message: SlackMessage, channel: string) => Promise<void>;

/** Page by page, and of a conversation also every thread. What was edited may be edited again. */
async function eachMessage(deps: WorkspaceDeps, from: Reading[], edit: Edit): Promise<void> {
  const left = [...from];
  while (left[0]) {
    const [now, ...later] = left;
    const next = await orNothing(deps, () => lookAt(deps.workspace, now, edit)).catch((error: unknown) => {
      const verdict = classifyRepeatable(error);
      if (verdict.kind !== 'not sent' || verdict.seconds === undefined) throw error;
      throw new EditingCut(verdict.seconds, left);
    });
    left.splice(0, left.length, ...(next ?? []), ...later);
  }
}

/** Edits one page. @returns what is still to be looked at because of it: its threads, and the next page. */
async function lookAt({ slack }: Workspace, at: Reading, edit: Edit): Promise<Reading[]> {
  const { channel, ts, isBelow, cursor } = at;
  const common = { channel, limit: PAGE, ...(cursor ? { cursor } : {}) };
  const answer = await (ts ? slack.conversations.replies({ ...common, ts }) : slack.conversations.history(common));
  const { messages, response_metadata } = page.parse(answer);
  const found = messages.flatMap((message) => slackMessage.safeParse(message).data ?? []);
  for (const message of found) if (!isBelow || message.ts !== ts) await edit(message, channel);
  const threads = ts ? [] : found.filter(({ reply_count = 0 }) => reply_count > 0);
  const next = response_metadata?.next_cursor;
  return [
    ...threads.map((root) => ({ channel, ts: root.ts, isBelow: true })),
    ...(next ? [{ ...at, cursor: next }] : []),
  ];
}

/** A message to a few people is about this person; the first of a public thread is shown anew where it is a card. */
async function edit(deps: WorkspaceDeps, channel: string, message: SlackMessage, person: Person): Promise<void> {
  if (!isOurs(message, deps) || message.files || !names(message, person)) return;
  const isShared = !channel.startsWith('D') && (message.thread_ts === undefined || message.thread_ts === message.ts);
  if (!isShared) return replaceWhole(deps, channel, message);
  const { text, blocks } = withoutLines(message, person);
  await update(deps, { channel, ts: message.ts, text, blocks });
}

async function replaceWhole(deps: WorkspaceDeps, channel: string, { ts }: SlackMessage): Promise<void> {
  await update(deps, { channel, ts, text: GONE, blocks: [] });
}

async function update(
  deps: WorkspaceDeps,
  to: { channel: string; ts: string; text: string; blocks: unknown },
): Promise<void> {
  await orNothing(deps, () => deps.workspace.slack.apiCall('chat.update', to));
}

const isOurs = ({ user }: SlackMessage, deps: WorkspaceDeps) => user === deps.workspace.botUserId;

/** What can never be read or edited any more is left as it is. */
async function orNothing<T>(deps: WorkspaceDeps, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    const verdict = classifyRepeatable(error);
    if (verdict.kind !== 'never') throw error;
    deps.log.warn({ reason: verdict.reason }, 'a message about an erased person could not be edited');
    return undefined;
  }
}
