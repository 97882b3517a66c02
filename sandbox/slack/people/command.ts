import { Refusal } from '../engine/errors.ts';
import { answerIn, newResponseUrl, respond } from '../http/response-url.ts';
import { newTrigger } from '../operations/triggers.ts';
import type { World } from '../world.ts';
import { actor, commandPayload, ownOnly, visible } from './payloads.ts';
import { asEscaped } from './say.ts';

export type CommandInput = { channel: string; text: string; threadTs?: string };

/** Types a slash command. Fails with what Slack shows: unknown, in a thread, or not acknowledged in three seconds. */
export async function command(world: World, userId: string, { channel, text, threadTs }: CommandInput): Promise<void> {
  const person = actor(world, userId);
  ownOnly(person);
  const conversation = visible(world, person, channel);
  const [name = ''] = text.trim().split(/\s+/);
  const words = text.trim().slice(name.length).trim();
  if (threadTs) throw new Refusal(`${name} is not supported in threads. Sorry!`);
  const known = world.manifest.features.slash_commands.find((one) => one.command === name);
  if (!known)
    throw new Refusal(
      `${name} is not a valid command. In Slack, all messages that start with the "/" character are interpreted as commands.`,
    );
  const place = { userId, channelId: conversation.id };
  const payload = commandPayload(world, person, conversation, {
    command: name,
    text: known.should_escape ? asEscaped(world, words) : words,
    response_url: newResponseUrl(world, place),
    trigger_id: newTrigger(world, userId),
  });
  const ack = await world.deliver({
    kind: 'slash_commands',
    payload,
    name: 'command',
    summary: `${person.handle} typed ${text.trim()}`,
  });
  if (!ack.ok) throw new Refusal(`${name} failed with the error “${ack.why}”`);
  const answer = answerIn(ack.body);
  if (answer) respond(world, place, answer);
}
