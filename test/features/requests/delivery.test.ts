import { afterEach, expect, it } from 'vitest';
import { findOrCreateSkill, requireMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { cancelRequest, startRequest } from '../../../src/features/requests/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { newest } from '../../support/dm.ts';
import { createWorld, type World } from '../../support/world.ts';

const ASKER = 'U0ADA';
const [FIRST, SECOND] = ['U0BRAM', 'U0ELIF'];
const worlds: World[] = [];
afterEach(async () => {
  await Promise.all(worlds.splice(0).map((world) => world.close()));
});

onBothDatabases('A question to a mentor', (dialect) => {
  async function asked(prepare: (world: World) => unknown = () => {}) {
    const world = await createWorld({ dialect });
    worlds.push(world);
    const skillId = await world.work(async (tx) => {
      const { id } = await findOrCreateSkill(tx, 'Kubernetes');
      for (const member of [FIRST, SECOND]) {
        await requireMember(tx, member);
        await replaceSkills(tx, member, 'offers', [{ skillId: id, level: 2 }]);
      }
      return id;
    });
    prepare(world);
    const what = { skillId, goal: 'understand why my pods restart', tried: '', minutes: 20, format: 'thread' } as const;
    await world.work((tx) =>
      startRequest(tx, { ...what, menteeId: ASKER, urgency: 'today', isAnonymous: false, mentorId: FIRST }),
    );
    const offers = () => world.work((tx) => tx.db.selectFrom('offer').selectAll().orderBy('offered_at').execute());
    const request = () => world.work((tx) => tx.db.selectFrom('request').selectAll().executeTakeFirstOrThrow());
    const asks = (id: string) =>
      world
        .as(id)
        .messages()
        .filter((m) => m.text?.includes('asks for 20 minutes')).length;
    return { world, offers, request, asks };
  }

  for (const [name, fail] of [
    [
      'a rate limit of three hours',
      (world: World) =>
        world.slack.faults.add({ method: 'chat.postMessage', kind: '429', retryAfter: 3 * 3600, times: 2 }),
    ],
    [
      'three hours without Slack',
      (world: World) => {
        const methods = ['chat.postMessage', 'conversations.history', 'conversations.open', 'conversations.replies'];
        const offs = methods.map((method) =>
          world.slack.faults.add({ method, kind: 'reset-before', times: 1_000_000 }),
        );
        return () => {
          for (const off of offs) off();
        };
      },
    ],
  ] as const) {
    it(`does not lapse through ${name} before it has arrived`, async () => {
      let off: () => void = () => {};
      const { world, offers, request, asks } = await asked((w) => {
        off = fail(w);
      });
      await world.travel({ hours: 3 });
      expect((await offers()).map((o) => o.state)).toEqual(['pending']);
      off();
      await world.travel({ minutes: 20 });
      expect(asks(FIRST)).toBe(1);
      expect(await request()).toMatchObject({ state: 'open' });
      // Their half hour begins with the message.
      expect((await offers()).map((o) => o.state)).toEqual(['pending']);
      await world.travel({ minutes: 40 });
      expect(asks(SECOND)).toBe(1);
    });
  }

  it('of which nobody can tell whether it arrived leads to the next, and can still be accepted', async () => {
    const { world, offers, asks } = await asked((w) => {
      w.slack.faults.add({
        method: 'chat.postMessage',
        kind: 'reset-before',
        times: 2,
        match: (args) => args.channel === FIRST,
      });
    });
    await world.travel({ minutes: 10 });
    expect((await offers()).map((o) => [o.mentor_id, o.state])).toEqual([
      [FIRST, 'lapsed'],
      [SECOND, 'pending'],
    ]);
    expect(asks(SECOND)).toBe(1);
  });

  it('that cannot be put before their evening goes to somebody else, and they are not taken as asked', async () => {
    const { world, offers, request } = await asked((w) => {
      w.slack.faults.add({
        method: 'chat.postMessage',
        kind: '429',
        retryAfter: 60,
        times: 1,
        match: (args) => args.channel === FIRST,
      });
      void w.work((tx) => tx.db.updateTable('member').set({ work_end: '10:01' }).where('id', '=', FIRST).execute());
    });
    await world.travel({ minutes: 10 });
    expect((await offers()).map((o) => o.mentor_id)).toEqual([SECOND]);
    expect(JSON.parse((await request()).candidates)).toContain(FIRST);
  });

  it('is shown as taken back after an outage in which that was done', { timeout: 180_000 }, async () => {
    const { world, request } = await asked();
    await world.settle();
    const methods = ['chat.postMessage', 'chat.update', 'conversations.history', 'conversations.open'];
    const offs = methods.map((method) => world.slack.faults.add({ method, kind: 'reset-before', times: 1_000_000 }));
    const { id } = await request();
    await world.work((tx) => cancelRequest(tx, id, ASKER));
    await world.travel({ minutes: 70 });
    for (const off of offs) off();
    await world.travel({ minutes: 10 });
    expect(newest(world.as(ASKER)).text).toContain('You took back your request about Kubernetes.');
    expect(newest(world.as(FIRST)).text).toContain('This request was cancelled');
  });
});
