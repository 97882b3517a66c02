import { Refusal } from '../engine/errors.ts';
import type { Json } from '../engine/json.ts';
import type { Person } from '../state/people.ts';
import type { Conversation } from '../state/state.ts';
import type { World } from '../world.ts';

const TOKEN = 'legacy-verification-token';

/** What every interaction payload says about who, where from and for which app. */
export const origin = (world: World, person: Person): Json => ({
  user: { id: person.id, username: person.handle, name: person.handle, team_id: teamOf(world, person) },
  api_app_id: world.state.app.appId,
  token: TOKEN,
  // In a shared channel Slack names the workspace of whoever acts.
  team: { id: teamOf(world, person), domain: person.teamId ? 'partner' : world.state.team.domain },
  enterprise: null,
  is_enterprise_install: false,
});

/** The fields of a slash command's form. https://docs.slack.dev/interactivity/implementing-slash-commands */
export const commandPayload = (
  world: World,
  person: Person,
  conversation: Conversation,
  fields: { command: string; text: string; response_url: string; trigger_id: string },
): Json => ({
  token: TOKEN,
  team_id: world.state.team.id,
  team_domain: world.state.team.domain,
  channel_id: conversation.id,
  channel_name: channelName(conversation),
  user_id: person.id,
  user_name: person.handle,
  api_app_id: world.state.app.appId,
  is_enterprise_install: 'false',
  ...fields,
});

const teamOf = (world: World, person: Person): string => person.teamId ?? world.state.team.id;

/** The workspace that shares this conversation, if one does. */
export const sharedWith = (world: World, conversation: Conversation | undefined): string | undefined =>
  [...(conversation?.members ?? [])].map((id) => world.state.people.get(id)?.teamId).find((id) => id !== undefined);

/** Commands and shortcuts of an app are for people of the workspaces that installed it. */
export function ownOnly(person: Person): void {
  if (person.teamId) throw new Refusal('This app isn’t installed in your workspace.');
}

export const channelName = ({ kind, name }: Conversation): string =>
  kind === 'im' ? 'directmessage' : kind === 'private' ? 'privategroup' : name;

/** The person who acts. Throws for somebody who is not there or may no longer sign in. */
export function actor(world: World, userId: string): Person {
  const person = world.state.people.get(userId);
  if (!person) throw new Refusal('There’s no one with that id in this workspace.');
  if (person.deleted) throw new Refusal('This account has been deactivated.');
  return person;
}

/** A conversation that the person sees. */
export function visible(world: World, person: Person, channel: string): Conversation {
  const conversation = world.state.conversations.get(channel);
  const open = conversation?.kind === 'public' && person.guest === 'no';
  if (!conversation || !(open || conversation.members.has(person.id)))
    throw new Refusal('This conversation isn’t there.');
  return conversation;
}
