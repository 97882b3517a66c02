import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { saveSettings } from '../../../src/features/admin/service/index.ts';
import { findOrCreateSkill, requireMember, setMute } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { ids } from '../../../src/features/re-engagement/views.ts';
import { planReflections } from '../../../src/features/reflections/service/index.ts';
import { newest, saidIn } from '../../support/dm.ts';
import { heldSession } from '../../support/sessions.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, BRAM, DANA, ELIF, HIRO] = ['U0ADA', 'U0BRAM', 'U0DANA', 'U0ELIF', 'U0HIRO'];
/** The Monday after a week with one conversation. */
const LOOK = Temporal.Instant.from('2026-03-09T08:00:00Z');
const QUIET = 'It’s quieter than usual: fewer than 5 conversations last week, where there are usually about 5.';
const INVITED = 'Twenty minutes with a colleague?';

describe('A quiet week, on the embedded Slack', () => {
  let world: World;
  const dm = (id: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .map((m) => `${m.text}\n${saidIn(m.blocks)}`)
      .join('\n---\n');
  const times = (id: string, text: string) =>
    world
      .as(id)
      .messages(world.as(id).appDm())
      .filter((m) => saidIn(m.blocks).includes(text)).length;
  const press = async (id: string, actionId: string) => {
    const person = world.as(id);
    const message = person
      .messages(person.appDm())
      .findLast((m) => JSON.stringify(m.blocks ?? []).includes(`"${actionId}"`));
    await person.click({ channel: person.appDm(), ts: String(message?.ts), actionId });
    await world.settle();
  };

  beforeEach(async () => {
    world = await createWorld({ at: Temporal.Instant.from('2026-03-06T10:00:00Z') });
    await world.settle();
    await world.work(async (tx) => {
      await saveSettings(tx, DANA, { zone: 'Europe/Berlin', ownerIds: [DANA] });
      for (const id of [ADA, BRAM, ELIF, HIRO]) await requireMember(tx, id);
      await tx.db.updateTable('member').set({ created_at: '2025-06-01T00:00:00.000Z' }).execute();
      const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
      await replaceSkills(tx, BRAM, 'offers', [{ skillId, level: 3 }]);
      for (const id of [ELIF, HIRO]) await replaceSkills(tx, id, 'wants', [{ skillId, level: 1 }]);
      for (const days of [4, ...Array.from({ length: 40 }, (_, i) => 9 + (i % 8) * 7)]) {
        const then = { ...tx, now: LOOK.subtract({ hours: 24 * days }) };
        const session = await heldSession(then, ADA, BRAM, 'Git');
        await planReflections(then, session);
      }
      // What follows a conversation is not what this is about.
      await tx.db.updateTable('prompt').set({ state: 'dropped' }).execute();
    });
  });
  afterEach(() => world.close());

  it('is told to the owner, who does nothing, and a working day later people are invited once', async () => {
    await world.travelTo(Temporal.Instant.from('2026-03-09T20:00:00Z'));
    expect(newest(world.as(DANA)).text).toContain(QUIET);
    expect(newest(world.as(DANA)).text).toContain('I would invite a few people');
    for (const id of [ELIF, HIRO]) expect(dm(id)).not.toContain(INVITED);
    await world.travelTo(Temporal.Instant.from('2026-03-11T12:00:00Z'));
    for (const id of [ELIF, HIRO]) expect(times(id, INVITED)).toBe(1);
    expect(dm(HIRO)).toContain('You would like to learn *Kubernetes*, and it’s offered here.');
    for (const id of [ADA, BRAM]) expect(dm(id)).not.toContain(INVITED);
    expect(newest(world.as(DANA)).text).toContain('Invitations to a few people went out');
    await world.travelTo(Temporal.Instant.from('2026-04-20T20:00:00Z'));
    for (const id of [ELIF, HIRO]) expect(times(id, INVITED)).toBe(1);
  });

  it('ends there when the owner says not this time', async () => {
    await world.travelTo(Temporal.Instant.from('2026-03-09T20:00:00Z'));
    await press(DANA, ids.stop);
    expect(newest(world.as(DANA)).text).toContain('stopped it. No one else is invited.');
    await world.travelTo(Temporal.Instant.from('2026-03-16T20:00:00Z'));
    for (const id of [ELIF, HIRO]) expect(dm(id)).not.toContain(INVITED);
    expect(times(DANA, 'It’s quieter than usual')).toBe(1);
  });

  it('goes ahead at once on request, is stopped from the list, and leaves alone whoever muted it', async () => {
    await world.work((tx) => setMute(tx, HIRO, 'momentum.invite', true));
    await world.travelTo(Temporal.Instant.from('2026-03-09T20:00:00Z'));
    await press(DANA, ids.go);
    await world.as(DANA).command('/mentor momentum');
    await world.settle();
    const modal = world.as(DANA).modal();
    expect(saidIn(modal?.blocks)).toContain('Last week there were *fewer than 5 conversations*');
    await world.as(DANA).click({ viewId: String(modal?.id), actionId: ids.stop });
    await world.settle();
    expect(saidIn(world.as(DANA).modal()?.blocks)).toContain('stopped it');
    await world.travelTo(Temporal.Instant.from('2026-03-12T20:00:00Z'));
    for (const id of [ELIF, HIRO]) expect(dm(id)).not.toContain(INVITED);
    await world.as(BRAM).command('/mentor momentum');
    await world.settle();
    expect(world.as(BRAM).modal()).toBeNull();
  });
});
