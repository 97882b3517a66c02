import type { Slack } from '../../sandbox/slack/server.ts';
import type { Conversation, Message, StoredView } from '../../sandbox/slack/state/state.ts';
import type { Running } from '../../src/start.ts';
import type { Random } from '../random.ts';
import type { Filling } from './buttons.ts';
import { fillIn } from './fill.ts';
import type { Standing } from './standing.ts';

/**
 * What a person can do in Slack, each by the embedded Slack's own means: real payloads to the real app, and what Slack
 * would refuse is refused. Waits until the app has dealt with it.
 */
export function createHands(slack: Slack, app: () => Running, standings: Map<string, Standing>, random: Random) {
  const troubles: string[] = [];

  async function act(id: string, what: string, deed: () => Promise<unknown>, channel?: string): Promise<boolean> {
    const standing = standings.get(id);
    if (!standing || standing.isGone) return false;
    standing.isErased = false;
    standing.deeds = [
      ...standing.deeds.slice(-5),
      { what, at: slack.clock.now().epochMilliseconds, channel, answered: new Set() },
    ];
    try {
      await deed();
      await app().idle();
      return true;
    } catch (error) {
      troubles.push(`${what}: ${error instanceof Error ? error.message : String(error)}`.slice(0, 200));
      return false;
    }
  }

  const topModal = (id: string): StoredView | undefined =>
    slack.state.views.get(slack.state.stacks.get(id)?.at(-1) ?? '');
  const close = (id: string) => void slack.state.stacks.delete(id);
  /** Closes what is on top, so that what lies under it is there again. */
  const back = (id: string) => void slack.state.stacks.get(id)?.pop();

  /** Fills in the modal on top and sends it off. @returns false when there is none or the app did not take it. */
  async function submit(id: string, filling: Filling = {}): Promise<boolean> {
    const view = topModal(id);
    if (!view?.view.submit) return false;
    const fill = fillIn(view, filling, { random, me: id, now: slack.clock.now(), standings });
    let isTaken = false;
    await act(id, `submit ${String(view.view.callback_id)}`, async () => {
      const answer = await slack.people.as(id).submit({ viewId: view.id, fill });
      isTaken = answer.ok;
      if (answer.errors) troubles.push(`refused ${String(view.view.callback_id)}: ${JSON.stringify(answer.errors)}`);
    });
    return isTaken;
  }

  return {
    troubles,
    topModal,
    close,
    back,
    submit,
    command: (id: string, text: string, channel?: string) =>
      act(id, text, () => slack.people.as(id).command(text, channel ? { channel } : {})),
    click: async (
      id: string,
      place: { channel: string; ts: string } | { viewId: string },
      actionId: string,
      blockId?: string,
    ) => {
      const where = { ...place, actionId, ...(blockId ? { blockId } : {}) };
      const isDone = await act(
        id,
        `click ${actionId}`,
        () => slack.people.as(id).click(where),
        'channel' in place ? place.channel : undefined,
      );
      if (isDone) switches[actionId]?.(standings.get(id)!.muted);
      return isDone;
    },
    say: (id: string, channel: string, text: string, threadTs?: string) =>
      act(id, 'say', () => slack.people.as(id).say({ channel, text, ...(threadTs ? { threadTs } : {}) }), channel),
    openHome: (id: string) => act(id, 'open Home', () => slack.people.as(id).openHome()),
    shortcut: (id: string, name: string) => act(id, name, () => slack.people.as(id).shortcut(name)),
    /** Fills in what is open and closes whatever is left. */
    finish: async (id: string, filling: Filling = {}) => {
      const isTaken = await submit(id, filling);
      close(id);
      return isTaken;
    },
    /** What the app whispered to somebody last in their DM with it. */
    whisper: (id: string): { channel: string; message: Message } | undefined => {
      const channel = slack.people.as(id).appDm();
      const last = slack.state.conversations.get(channel)?.ephemerals.findLast((one) => one.forUser === id);
      return last && { channel, message: last.message };
    },
    message: (channel: string, ts: string): Message | undefined =>
      slack.state.conversations.get(channel)?.messages.findLast((message) => message.ts === ts),
    conversation: (channel: string): Conversation | undefined => slack.state.conversations.get(channel),
  };
}

export type Hands = ReturnType<typeof createHands>;

/** Buttons that say, besides what they do, what somebody wants to hear of: whoever begins lessons wants them. */
const switches: Record<string, (muted: Set<string>) => void> = {
  'lessons.go': (muted) => muted.delete('lessons'),
  'reflections.mute': (muted) => muted.add('reflections'),
  'reflections.unmute': (muted) => muted.delete('reflections'),
};
