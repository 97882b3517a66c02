import { randomUUID } from 'node:crypto';
import { sendEvent } from '../delivery/events.ts';
import { ApiError, Refusal } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import { compose, publish } from '../operations/post.ts';
import type { Message } from '../state/state.ts';
import type { World } from '../world.ts';
import { actor, sharedWith, visible } from './payloads.ts';

const MENTION = /<@([UW][A-Z0-9]+)>|<#([CG][A-Z0-9]+)(?:\|[^>]*)?>|<!(here|channel|everyone)>/g;

/** What was typed, as the message's text carries it: handles become mentions, everything else is escaped. */
function asTyped(world: World, typed: string): string {
  const escaped = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return escaped
    .replaceAll(/&lt;(@[UW][A-Z0-9]+|#[CG][A-Z0-9]+)&gt;/g, '<$1>')
    .replaceAll(/(^|\s)@([a-z0-9](?:[a-z0-9._-]*[a-z0-9])?)/gi, (whole, before: string, handle: string) => {
      if (/^(here|channel|everyone)$/.test(handle)) return `${before}<!${handle}>`;
      const person = [...world.state.people.values()].find((one) => one.handle === handle.toLowerCase());
      return person ? `${before}<@${person.id}>` : whole;
    });
}

/**
 * A command's words as an app gets them that has `should_escape`: mentions and channels with their names, links in angle
 * brackets, and the control characters escaped.
 */
export function asEscaped(world: World, typed: string): string {
  const { people, conversations } = world.state;
  const channelNamed = (name: string) =>
    [...conversations.values()].find((one) => one.kind === 'public' && one.name === name);
  return asTyped(world, typed.replaceAll(/<@([UW][A-Z0-9]+)\|[^>]*>/g, '<@$1>'))
    .replaceAll(/<@([UW][A-Z0-9]+)>/g, (_, id: string) => `<@${id}|${people.get(id)?.handle ?? id}>`)
    .replaceAll(/<#([CG][A-Z0-9]+)(?:\|[^>]*)?>/g, (_, id: string) => `<#${id}|${conversations.get(id)?.name ?? id}>`)
    .replaceAll(/(^|\s)#([\p{L}\p{N}_-]+)/gu, (whole, before: string, name: string) => {
      const channel = channelNamed(name);
      return channel ? `${before}<#${channel.id}|${name}>` : whole;
    })
    .replaceAll(/(^|\s)(https?:\/\/[^\s<>]+)/g, '$1<$2>');
}

/** The rich text that Slack's composer makes of what was typed. */
function richText(text: string): Json[] {
  const plain = (part: string): Json[] =>
    part === ''
      ? []
      : [{ type: 'text', text: part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') }];
  const elements: Json[] = [];
  let from = 0;
  for (const match of text.matchAll(MENTION)) {
    const [whole, user, channel, range] = match;
    elements.push(...plain(text.slice(from, match.index)));
    elements.push(
      user
        ? { type: 'user', user_id: user }
        : channel
          ? { type: 'channel', channel_id: channel }
          : { type: 'broadcast', range },
    );
    from = match.index + whole.length;
  }
  elements.push(...plain(text.slice(from)));
  return [{ type: 'rich_text', block_id: 'typed', elements: [{ type: 'rich_text_section', elements }] }];
}

export type SayInput = { channel: string; text: string; threadTs?: string };

/** Writes a message; resolves to it once the app has had its events for the first time. */
export async function say(world: World, userId: string, { channel, text, threadTs }: SayInput): Promise<Message> {
  const person = actor(world, userId);
  const conversation = visible(world, person, channel);
  if (!conversation.members.has(userId))
    throw new Refusal(`You aren’t in #${conversation.name}. Join it to write there.`);
  if (text.trim() === '') throw new Refusal('There’s nothing to send.');
  const typed = asTyped(world, text);
  const draft = {
    user: userId,
    client_msg_id: randomUUID(),
    text: typed,
    team: person.teamId ?? world.state.team.id,
    ...(sharedWith(world, conversation) ? { user_team: person.teamId ?? world.state.team.id } : {}),
    blocks: richText(typed),
  };
  const message = tryCompose(() => compose(world, conversation, draft, threadTs));
  const posted = publish(world, conversation, message);
  const { app } = world.state;
  const mentioned = conversation.kind !== 'im' && typed.includes(`<@${app.botUserId}>`);
  const mention = { ...message, type: 'app_mention', channel: conversation.id, event_ts: message.ts };
  await Promise.all([posted, mentioned ? sendEvent(world, mention, conversation) : undefined]);
  return message;
}

function tryCompose(make: () => Message): Message {
  try {
    return make();
  } catch (error) {
    if (error instanceof ApiError) throw new Refusal('That thread is no longer there.');
    throw error;
  }
}
