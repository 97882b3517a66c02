import { sendEvent } from '../delivery/events.ts';
import { Refusal } from '../engine/errors.ts';
import { join } from '../operations/open.ts';
import { type Person, slackbot, userJson } from '../state/people.ts';
import type { World } from '../world.ts';

export type NewPerson = Pick<Person, 'id' | 'handle' | 'realName'> & Partial<Person>;

const tell = async (world: World, type: 'team_join' | 'user_change', person: Person): Promise<void> => {
  const { clock, ids, state } = world;
  person.updated = Math.floor(clock.now().epochMilliseconds / 1000);
  world.changes.tell({ kind: 'people' });
  const user = userJson(person, state.team.id, clock.now(), true);
  const cached = type === 'user_change' ? { cache_ts: person.updated } : {};
  await sendEvent(world, { type, user, ...cached, event_ts: ids.ts(clock.now()) });
};

const whole = (person: NewPerson): Person => ({
  ...slackbot,
  displayName: person.realName,
  tz: 'Europe/London',
  locale: 'en-GB',
  ...person,
});

export async function connect(world: World, person: NewPerson & { teamId: string }, channel: string): Promise<void> {
  const conversation = world.state.conversations.get(channel);
  if (!conversation) throw new Refusal('This conversation isn’t there.');
  world.state.people.set(person.id, whole(person));
  await join(world, conversation, person.id);
}

export async function addPerson(world: World, given: NewPerson): Promise<void> {
  const person = whole(given);
  world.state.people.set(person.id, person);
  for (const conversation of world.state.conversations.values())
    if (conversation.isGeneral && person.guest === 'no') conversation.members.add(person.id);
  await tell(world, 'team_join', person);
}

/** The next of those who are still to join comes into the workspace. */
export async function addNext(world: World): Promise<Person> {
  const next = world.state.newcomers.shift();
  if (!next) throw new Refusal('Everyone who was to join is here already.');
  await addPerson(world, next);
  return next;
}

/** Deactivates an account: out of every channel, modals closed, `user_change` to the app. */
export async function deactivate(world: World, userId: string): Promise<void> {
  const person = known(world, userId);
  person.deleted = true;
  world.state.stacks.delete(userId);
  for (const conversation of world.state.conversations.values())
    if (conversation.kind === 'public' || conversation.kind === 'private') conversation.members.delete(userId);
  await tell(world, 'user_change', person);
}

export async function updateProfile(
  world: World,
  userId: string,
  changes: Partial<
    Pick<Person, 'title' | 'tz' | 'displayName' | 'realName' | 'locale' | 'deleted' | 'guest' | 'isOutOfReach'>
  >,
): Promise<void> {
  const person = known(world, userId);
  if (changes.tz !== undefined && !isZone(changes.tz)) throw new Refusal(`There’s no time zone “${changes.tz}”.`);
  Object.assign(person, changes);
  await tell(world, 'user_change', person);
}

const isZone = (tz: string): boolean => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: tz }));
  } catch {
    return false;
  }
};

function known(world: World, userId: string): Person {
  const person = world.state.people.get(userId);
  if (!person) throw new Refusal('There’s no one with that id in this workspace.');
  return person;
}
