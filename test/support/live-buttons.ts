import type { PersonAt } from '../../sandbox/slack/people/people.ts';
import type { World } from './world.ts';

/** A button, or a menu with its first choice, on a message that somebody sees. */
export type Live = {
  person: PersonAt;
  channel: string;
  ts: string;
  blockId: string;
  actionId: string;
  value: string | undefined;
  /** What stands around it, for whoever reads the failure. */
  text: string;
};

type Shown = { ts: string; text: string; ephemeral?: true; blocks?: unknown };

/** All buttons on the messages of these people, in threads too; not on what only one of them saw in passing. */
export function liveButtons(people: PersonAt[]): Live[] {
  return people.flatMap((person) =>
    person.conversations().flatMap(({ id: channel, kind, isMember }) => {
      if (kind === 'channel' && !isMember) return [];
      const roots: Shown[] = person.messages(channel);
      const all = roots.flatMap((root) => [root, ...(root.ephemeral ? [] : person.thread(channel, root.ts))]);
      const lasting = [...new Map(all.filter((m) => !m.ephemeral).map((m) => [m.ts, m])).values()];
      return lasting.flatMap((message) => buttonsOf(message).map((button) => ({ person, channel, ...button })));
    }),
  );
}

function buttonsOf({ ts, text, blocks }: Shown): Omit<Live, 'person' | 'channel'>[] {
  return elements(blocks).map(({ blockId, actionId, value }) => ({ ts, text, blockId, actionId, value }));
}

type Element = { blockId: string; actionId: string; value: string | undefined };

function elements(blocks: unknown): Element[] {
  if (!Array.isArray(blocks)) return [];
  return blocks.flatMap((block: Record<string, unknown>) => {
    const inside = [...(Array.isArray(block.elements) ? block.elements : []), block.accessory];
    return inside.flatMap((one: Record<string, unknown> | undefined) =>
      one?.type === 'button'
        ? [{ blockId: String(block.block_id), actionId: String(one.action_id), value: one.value as string | undefined }]
        : [],
    );
  });
}

/** Presses it. @returns what only this person was told of it, as plain words without anything to press. */
export async function press(world: World, { person, channel, ts, blockId, actionId }: Live): Promise<string[]> {
  const before = new Set(toldTo(person, channel, ts).map((message) => message.ts));
  await person.click({ channel, ts, blockId, actionId });
  await world.settle(2);
  return toldTo(person, channel, ts)
    .filter((message) => !before.has(message.ts) && message.blocks === undefined)
    .map((message) => message.text);
}

function toldTo(person: PersonAt, channel: string, ts: string): Shown[] {
  const all: Shown[] = [...person.messages(channel), ...person.messages(), ...person.thread(channel, ts)];
  return all.filter((message) => message.ephemeral);
}
