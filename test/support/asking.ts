import { afterEach, beforeEach, expect } from 'vitest';
import { findOrCreateSkill, requireMember } from '../../src/features/members/service.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { createWorld, type World } from './world.ts';

type Person = ReturnType<World['as']>;

export const shown = (value: unknown) => JSON.stringify(value);

/** The whole app before each test, with Bram and Elif who offer Kubernetes. */
export function askingWorld() {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
    await offers('U0BRAM', 'Kubernetes', 3);
    await offers('U0ELIF', 'Kubernetes', 2);
  });
  afterEach(() => world.close());

  async function offers(memberId: string, skill: string, level: 1 | 2 | 3): Promise<string> {
    return world.work(async (tx) => {
      await requireMember(tx, memberId);
      const { id } = await findOrCreateSkill(tx, skill);
      await replaceSkills(tx, memberId, 'offers', [{ skillId: id, level }]);
      return id;
    });
  }

  /** Clicks a button on the newest message in the DM with the app that has it. */
  async function press(person: Person, actionId: string, channel = person.appDm()): Promise<void> {
    const message = person.messages(channel).findLast((m) => shown(m.blocks).includes(`"${actionId}"`));
    if (!message) throw new Error(`No message has ${actionId}`);
    const blocks = message.blocks as { block_id: string }[];
    const blockId = blocks.find((block) => shown(block).includes(`"${actionId}"`))?.block_id ?? '';
    await person.click({ channel, ts: message.ts, actionId, blockId });
    await world.settle();
  }

  async function type(person: Person, text: string): Promise<string> {
    await person.command(text);
    await world.settle();
    return shown(person.messages().at(-1));
  }

  /** Asks about Kubernetes by its best match, for now. */
  async function ask(person: Person, fill: Record<string, string | string[]> = {}): Promise<void> {
    await type(person, '/mentor kubernetes');
    await press(person, 'requests.ask-best');
    const answer = await person.submit({ fill: { goal: 'understand why my pods restart', urgency: 'now', ...fill } });
    expect(answer).toEqual({ ok: true });
    await world.settle();
  }

  const people = () => ({ ada: world.as('U0ADA'), bram: world.as('U0BRAM'), elif: world.as('U0ELIF') });

  return { world: () => world, people, offers, press, type, ask };
}
