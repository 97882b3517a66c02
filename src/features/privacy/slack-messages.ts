import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { judgeRepeatable } from '../../slack/verdict.ts';
import { GONE, names, type Person, type Place, type SlackMessage, slackMessage, withoutLines } from './rules.ts';

/** Messages per page of a history. */
const PAGE = 200;

type Read = (page: { cursor?: string; limit: number }) => Promise<unknown>;

const page = z.object({
  messages: z.array(z.unknown()).default([]),
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
});

/** The name by which Slack knows somebody, as messages give it: not kept for this, but asked for. */
export async function personOf({ slack }: Deps, id: string): Promise<Person> {
  const user = await slack.users.info({ user: id }).then(
    (answer) => answer.user,
    () => undefined,
  );
  return { id, name: user?.profile?.display_name || user?.real_name || undefined };
}

/** Takes somebody out of one message and its thread, or out of a whole conversation. @throws what another try may cure. */
export async function editPlace(deps: Deps, { channel, ts, isAnonymous }: Place, person: Person): Promise<void> {
  await orNothing(deps, async () => {
    const messages = await (ts === undefined ? wholeConversation(deps, channel) : thread(deps, channel, ts));
    for (const message of messages) {
      if (isAnonymous && message.ts === ts) await replaceWhole(deps, channel, message);
      else await edit(deps, channel, message, person);
    }
  });
}

/** Takes somebody out of what a colleague was written; of what they were written themselves, everything goes. */
export async function editDirect(deps: Deps, userId: string, person: Person): Promise<void> {
  await orNothing(deps, async () => {
    const { channel } = await deps.slack.conversations.open({ users: userId });
    const id = z.string().parse(channel?.id);
    for (const message of await wholeConversation(deps, id)) {
      if (userId !== person.id) await edit(deps, id, message, person);
      else if (isOurs(message, deps) && !message.files)
        await orNothing(deps, () => deps.slack.chat.delete({ channel: id, ts: message.ts }));
    }
  });
}

/** A message to a few people is about this person; the first of a public thread is shown anew where it is a card. */
async function edit(deps: Deps, channel: string, message: SlackMessage, person: Person): Promise<void> {
  if (!isOurs(message, deps) || message.files || !names(message, person)) return;
  const isShared = !channel.startsWith('D') && (message.thread_ts === undefined || message.thread_ts === message.ts);
  if (!isShared) return replaceWhole(deps, channel, message);
  const { text, blocks } = withoutLines(message, person);
  await update(deps, { channel, ts: message.ts, text, blocks });
}

async function replaceWhole(deps: Deps, channel: string, { ts }: SlackMessage): Promise<void> {
  await update(deps, { channel, ts, text: GONE, blocks: [] });
}

async function update(deps: Deps, to: { channel: string; ts: string; text: string; blocks: unknown }): Promise<void> {
  await orNothing(deps, () => deps.slack.apiCall('chat.update', to));
}

const isOurs = ({ user }: SlackMessage, deps: Deps) => user === deps.botUserId;

/** What can never be edited any more is left as it is. */
async function orNothing(deps: Deps, call: () => Promise<unknown>): Promise<void> {
  try {
    await call();
  } catch (error) {
    const verdict = judgeRepeatable(error);
    if (verdict.kind !== 'never') throw error;
    deps.log.warn({ reason: verdict.reason }, 'a message about an erased person could not be edited');
  }
}

async function wholeConversation(deps: Deps, channel: string): Promise<SlackMessage[]> {
  const roots = await all((more) => deps.slack.conversations.history({ channel, ...more }));
  const threads: SlackMessage[] = [];
  for (const { ts, reply_count = 0 } of roots)
    if (reply_count > 0) threads.push(...(await thread(deps, channel, ts)).filter((message) => message.ts !== ts));
  return [...roots, ...threads];
}

function thread({ slack }: { slack: WebClient }, channel: string, ts: string): Promise<SlackMessage[]> {
  return all((more) => slack.conversations.replies({ channel, ts, ...more }));
}

async function all(read: Read): Promise<SlackMessage[]> {
  const found: SlackMessage[] = [];
  let cursor: string | undefined;
  do {
    const answer = page.parse(await read({ limit: PAGE, ...(cursor ? { cursor } : {}) }));
    found.push(...answer.messages.flatMap((message) => slackMessage.safeParse(message).data ?? []));
    cursor = answer.response_metadata?.next_cursor;
  } while (cursor);
  return found;
}
