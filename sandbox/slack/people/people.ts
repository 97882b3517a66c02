import type { Json } from '../engine/json.ts';
import { join, leave, openDirect } from '../operations/open.ts';
import { viewJson } from '../operations/views.ts';
import type { World } from '../world.ts';
import { type CommandInput, command } from './command.ts';
import { type ClickInput, click } from './interact.ts';
import { close, type SubmitInput, submit } from './modal.ts';
import { loadOptions, type OptionsInput } from './options.ts';
import { actor, visible } from './payloads.ts';
import { addNext, addPerson, connect, deactivate, type NewPerson, updateProfile } from './profile.ts';
import { conversationsOf, messagesIn, threadIn } from './readers.ts';
import { type SayInput, say } from './say.ts';
import { messageShortcut, openHome, shortcut } from './shortcuts.ts';

export type People = ReturnType<typeof createPeople>;
export type PersonAt = ReturnType<People['as']>;

/** The people of the workspace, to act and look as: each verb does what the Slack client would do. */
export function createPeople(world: World) {
  return {
    /** Somebody new comes into the workspace (`team_join`). */
    add: (person: NewPerson) => addPerson(world, person),
    /** Somebody of another workspace comes into a channel that is shared with theirs; the directory does not name them. */
    connect: (person: NewPerson & { teamId: string }, channel: string) => connect(world, person, channel),
    /** The next of the seed's newcomers does. */
    addNext: () => addNext(world),
    /** An administrator deactivates an account (`user_change`). */
    deactivate: (userId: string) => deactivate(world, userId),
    /** A profile changes (`user_change`). */
    updateProfile: (userId: string, changes: Parameters<typeof updateProfile>[2]) =>
      updateProfile(world, userId, changes),
    /** Acts and sees as one person. Verbs reject with a Refusal in Slack's words. */
    as: (userId: string) => ({ id: userId, ...verbs(world, userId), ...readers(world, userId) }),
  };
}

const verbs = (world: World, userId: string) => ({
  say: (input: SayInput) => say(world, userId, input),
  /** Writes to the app in its DM. */
  tellApp: (text: string) => say(world, userId, { channel: directWithApp(world, userId), text }),
  /** Types a slash command, by default in the DM with the app. */
  command: (text: string, input: Partial<Omit<CommandInput, 'text'>> = {}) =>
    command(world, userId, { channel: directWithApp(world, userId), ...input, text }),
  click: (input: ClickInput) => click(world, userId, input),
  submit: (input?: SubmitInput) => submit(world, userId, input),
  close: (viewId?: string) => close(world, userId, viewId),
  options: (input: OptionsInput) => loadOptions(world, userId, input),
  shortcut: (callbackId: string) => shortcut(world, userId, callbackId),
  messageShortcut: (input: { callbackId: string; channel: string; ts: string }) =>
    messageShortcut(world, userId, input),
  openHome: () => openHome(world, userId),
  /** Opens a DM or group DM with others; resolves to its id. */
  openDm: (userIds: readonly string[]) => {
    for (const id of [userId, ...userIds]) actor(world, id);
    return openDirect(world, userId, [userId, ...userIds]).conversation.id;
  },
  join: (channel: string) => join(world, visible(world, actor(world, userId), channel), userId),
  leave: (channel: string) => leave(world, visible(world, actor(world, userId), channel), userId),
  invite: (channel: string, invited: string) => {
    actor(world, invited);
    return join(world, visible(world, actor(world, userId), channel), invited, userId);
  },
  /** Has read a conversation up to `ts`. */
  read: (channel: string, ts: string) => {
    visible(world, actor(world, userId), channel).read.set(userId, ts);
    world.changes.tell({ kind: 'conversation', conversationId: channel, userIds: [userId] });
  },
});

const readers = (world: World, userId: string) => ({
  conversations: () => conversationsOf(world, userId),
  /** The id of the person's DM with the app. */
  appDm: () => directWithApp(world, userId),
  /** Top-level messages of a conversation, oldest first, with the ephemeral ones for this person. By default the app's DM. */
  messages: (channel: string = directWithApp(world, userId)) => messagesIn(world, userId, channel),
  thread: (channel: string, ts: string) => threadIn(world, userId, channel, ts),
  /** The published Home tab, or null. */
  home: (): Json | null => {
    const stored = world.state.views.get(world.state.homes.get(userId) ?? '');
    return stored ? viewJson(world, stored) : null;
  },
  /** The open modals, the last on top. */
  modals: (): Json[] => (world.state.stacks.get(userId) ?? []).map((id) => viewJson(world, world.state.views.get(id)!)),
  /** The modal on top, or null. */
  modal: (): Json | null => {
    const top = world.state.stacks.get(userId)?.at(-1);
    return top ? viewJson(world, world.state.views.get(top)!) : null;
  },
});

const directWithApp = (world: World, userId: string) =>
  openDirect(world, userId, [world.state.app.botUserId, userId]).conversation.id;
