import { expect } from 'vitest';
import { saveSettings } from '../../src/features/admin/service/index.ts';
import { findOrCreateSkill, requireMember } from '../../src/features/members/service.ts';
import { replaceSkills } from '../../src/features/members/store/skills.ts';
import { startRequest } from '../../src/features/requests/service/index.ts';
import type { Dialect } from './database.ts';
import { saidIn } from './dm.ts';
import { createWorld, type World } from './world.ts';

type Person = ReturnType<World['as']>;

/** Who reads reports, asks and is asked in the tests about reports. */
export const [READER, SECOND_READER, ASKER, MENTOR, OTHER] = ['U0DANA', 'U0ELIF', 'U0ADA', 'U0BRAM', 'U0HIRO'];

/** The app with Dana as the one who reads reports and Bram who offers Kubernetes. */
export async function reportingWorld(dialect: Dialect, concernOwners: string[] = [READER]) {
  const world = await createWorld({ dialect });
  await world.work(async (tx) => {
    await requireMember(tx, MENTOR);
    const { id } = await findOrCreateSkill(tx, 'Kubernetes');
    await replaceSkills(tx, MENTOR, 'offers', [{ skillId: id, level: 3 }]);
    await saveSettings(tx, READER, { concernOwners, zone: 'UTC', careContacts: 'Call Petra\nA helpline' });
  });

  /** Somebody asks Bram, quietly or by name. @returns the id of the offer. */
  async function ask(isAnonymous: boolean, menteeId = ASKER, goal = 'understand why my pods restart') {
    await world.work(async (tx) => {
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      const what = { menteeId, skillId, goal, tried: '', minutes: 20, format: 'thread', urgency: 'today' } as const;
      await startRequest(tx, { ...what, isAnonymous });
    });
    await world.settle();
    const { id } = await world.work((tx) =>
      tx.db.selectFrom('offer').selectAll().where('state', '=', 'pending').executeTakeFirstOrThrow(),
    );
    return id;
  }

  /** Clicks a button on the newest message, modal or place that has it. */
  async function press(person: Person, actionId: string, channel = person.appDm()): Promise<void> {
    const has = (blocks: unknown) => JSON.stringify(blocks ?? null).includes(`"${actionId}"`);
    const modal = person.modal();
    if (modal && has(modal.blocks)) await person.click({ viewId: String(modal.id), actionId });
    else {
      const message = person.messages(channel).findLast((one) => has(one.blocks));
      if (!message) throw new Error(`Nothing has ${actionId}`);
      const blocks = message.blocks as { block_id: string }[];
      const blockId = blocks.find((block) => has(block))?.block_id ?? '';
      await person.click({ channel, ts: message.ts, actionId, blockId });
    }
    await world.settle();
  }

  /** Fills in and sends the form that is open. */
  async function send(person: Person, fill: Record<string, string | string[]> = {}): Promise<void> {
    expect(await person.submit({ fill: { kind: 'hurtful', words: 'They were rude to me.', ...fill } })).toEqual({
      ok: true,
    });
    await world.settle();
  }

  async function type(person: Person, text: string): Promise<void> {
    await person.command(text);
    await world.settle();
  }

  const concerns = () =>
    world.work((tx) => tx.db.selectFrom('concern').selectAll().orderBy('created_at').orderBy('id').execute());
  const trail = async () =>
    (await world.work((tx) => tx.db.selectFrom('concern_event').selectAll().orderBy('at').execute())).map(
      ({ what, by_id }) => [what, by_id],
    );
  const modalOf = (person: Person) => saidIn(person.modal()?.blocks);
  const dmOf = (person: Person) => person.messages().map((one) => saidIn(one.blocks) || one.text);
  return { world, ask, press, send, type, concerns, trail, modalOf, dmOf, as: (id: string) => world.as(id) };
}

export type Reporting = Awaited<ReturnType<typeof reportingWorld>>;
