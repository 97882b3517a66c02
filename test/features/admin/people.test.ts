import { afterEach, beforeEach, expect, it } from 'vitest';
import { peopleFaults } from '../../../src/features/admin/service/index.ts';
import { getSettings } from '../../../src/features/settings/service.ts';
import { openSection } from '../../support/settings.ts';
import { createWorld, type World } from '../../support/world.ts';

const [ADA, DANA] = ['U0ADA', 'U0DANA'];
let world: World;
beforeEach(async () => {
  world = await createWorld();
  await world.slack.people.add({ id: 'U0GUEST', handle: 'guest', realName: 'Gus Guest' });
  await world.slack.people.add({ id: 'U0GONE', handle: 'gone', realName: 'Gil Gone' });
  await world.settle();
  await world.work(async ({ db }) => {
    await db.updateTable('member').set({ is_guest: 1 }).where('id', '=', 'U0GUEST').execute();
    await db.updateTable('member').set({ is_deactivated: 1 }).where('id', '=', 'U0GONE').execute();
  });
});
afterEach(() => world.close());

const fields = ['ownerIds', 'concernOwners', 'leaderIds'] as const;
const faults = (more: Partial<Record<(typeof fields)[number], string[]>>) =>
  world.work(async (tx) => peopleFaults(tx, await getSettings(tx), more));

it.each([
  ['U0GUEST', 'Gus Guest is a guest.'],
  ['U0GONE', 'Gil Gone isn’t a member here anymore.'],
  ['U0STANDUP', 'is an app.'],
  ['U0ELSEWHERE', 'Someone you chose isn’t a member here.'],
])('%s is named in none of the settings', async (id, why) => {
  for (const field of fields) {
    expect((await faults({ [field]: [ADA, id] }))[field]).toContain(why);
    expect(await faults({ [field]: [ADA] })).toEqual({});
  }
});

it('the form keeps what was typed and says at the field who cannot be an owner', async () => {
  const dana = world.as(DANA);
  await openSection(world, DANA, 'who');
  const sent = await dana.submit({ fill: { ownerIds: [ADA, 'U0GUEST'] } });
  expect(sent).toEqual({ ok: false, errors: { ownerIds: expect.stringContaining('Gus Guest is a guest.') } });
  expect((await world.work(getSettings)).ownerIds).not.toContain(ADA);
});

it('whoever was named before stays when the rest is saved', async () => {
  await world.work(async (tx) => {
    const settings = { ...(await getSettings(tx)), ownerIds: ['U0GUEST'] };
    expect(await peopleFaults(tx, settings, { ownerIds: ['U0GUEST', ADA] })).toEqual({});
  });
});
