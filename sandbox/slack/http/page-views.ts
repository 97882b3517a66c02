import type { Json } from '../engine/json.ts';
import { createPeople } from '../people/people.ts';
import { conversationsOf, messagesIn, threadIn } from '../people/readers.ts';
import type { Person } from '../state/people.ts';
import type { World } from '../world.ts';

const personJson = (person: Person): Json => ({
  id: person.id,
  name: person.realName,
  handle: person.handle,
  displayName: person.displayName,
  title: person.title,
  department: person.department,
  tz: person.tz,
  isOwner: person.isOwner,
  isGuest: person.guest !== 'no',
  isBot: person.isBot || person.id === 'USLACKBOT',
  deleted: person.deleted,
});

/** What the page needs once: workspace, people, the app's commands and shortcuts. `app` is null until one has connected. */
export function bootstrap(world: World, connected: boolean): Json {
  const { state, manifest, clock } = world;
  return {
    workspace: { id: state.team.id, name: state.team.name },
    now: clock.now().toString(),
    app: connected ? { id: state.app.appId, name: state.app.name, botUserId: state.app.botUserId } : null,
    people: [...state.people.values()].map(personJson),
    commands: manifest.features.slash_commands.map(({ command, description, usage_hint }) => ({
      command,
      description,
      usageHint: usage_hint ?? '',
    })),
    shortcuts: manifest.features.shortcuts.map(({ callback_id, name, type, description }) => ({
      callbackId: callback_id,
      name,
      type,
      description,
    })),
  };
}

/** One person's sidebar, Home and open modals. */
export function me(world: World, userId: string): Json {
  const person = createPeople(world).as(userId);
  return { conversations: conversationsOf(world, userId), home: person.home(), modals: person.modals() };
}

export const messages = (world: World, userId: string, channel: string): Json => ({
  messages: messagesIn(world, userId, channel),
});

export const thread = (world: World, userId: string, channel: string, ts: string): Json => ({
  messages: threadIn(world, userId, channel, ts),
});
