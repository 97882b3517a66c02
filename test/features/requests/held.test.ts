import { expect, it } from 'vitest';
import { findOrCreateSkill, pauseMember, resumeMember } from '../../../src/features/members/service.ts';
import {
  acceptOffer,
  advance,
  askLater,
  declineOffer,
  getOffer,
  holdBack,
  offerArrived,
  startRequest,
  takeBackOffer,
} from '../../../src/features/requests/service/index.ts';
import { askingWorld, shown } from '../../support/asking.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, NOW, requestsOn, start } from '../../support/requests.ts';

const days = (count: number) => NOW.add({ hours: 24 * count });

onBothDatabases('A request whose asker takes a break', (dialect) => {
  const { run, offers, pending, stateOf, database, jobs } = requestsOn(dialect);
  const request = () => database().read.selectFrom('request').selectAll().executeTakeFirstOrThrow();
  const arrive = async (requestId: string) => {
    const offer = await pending(requestId);
    await run((tx) => offerArrived(tx, offer.id, { channel: 'D1', ts: '1.1' }));
    return offer;
  };

  it('asks nobody else until the break is over, and then goes on with the time of a new one', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const first = await arrive(id);
    await run((tx) => pauseMember(tx, 'UASKER', days(7)), inMinutes(1));
    await run((tx) => declineOffer(tx, first.id, first.mentor_id), inMinutes(2));
    expect((await offers(id)).map((o) => o.state)).toEqual(['declined']);
    expect((await request()).expires_at! > days(7).toString()).toBe(true);
    await run((tx) => advance(tx, id), days(6));
    expect(await offers(id)).toHaveLength(1);
    expect(await stateOf(id)).toBe('open');
    // Nothing but the time brings it back: the job that looks again is there for then.
    expect((await jobs('requests.look-again')).map((job) => job.run_at)).toContain(
      `${days(7).toString().slice(0, 19)}.000Z`,
    );
    await run((tx) => advance(tx, id), days(7).add({ minutes: 1 }));
    expect((await offers(id)).map((o) => o.state)).toEqual(['declined', 'pending']);
  });

  it('does not close in a break without an end, and goes on as soon as it ends', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const first = await arrive(id);
    await run((tx) => pauseMember(tx, 'UASKER', undefined), inMinutes(1));
    await run((tx) => declineOffer(tx, first.id, first.mentor_id), inMinutes(2));
    await run((tx) => advance(tx, id), days(30));
    expect(await stateOf(id)).toBe('open');
    expect(await offers(id)).toHaveLength(1);
    await run((tx) => resumeMember(tx, 'UASKER'), days(30));
    expect((await offers(id)).map((o) => o.state)).toEqual(['declined', 'pending']);
    expect((await request()).expires_at! < days(40).toString()).toBe(true);
  });

  it('holds back a question that is still on its way, and it does not count as asked', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const first = await pending(id);
    await run((tx) => pauseMember(tx, 'UASKER', days(7)), inMinutes(1));
    const offer = await run((tx) => getOffer(tx, first.id), inMinutes(2));
    expect(await run((tx) => holdBack(tx, offer!.offer), inMinutes(2))).toBe(true);
    expect(await offers(id)).toEqual([]);
    await run((tx) => advance(tx, id), days(7).add({ minutes: 1 }));
    expect((await pending(id)).mentor_id).toBe(first.mentor_id);
  });

  it('can still be accepted by whoever was asked before', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const first = await arrive(id);
    await run((tx) => pauseMember(tx, 'UASKER', days(7)), inMinutes(1));
    await run((tx) => acceptOffer(tx, first.id, first.mentor_id), inMinutes(2));
    expect(await stateOf(id)).toBe('matched');
  });
});

onBothDatabases('A question that nobody has read', (dialect) => {
  const { run, pending, database } = requestsOn(dialect);
  const counted = async () => {
    const rows = await database().read.selectFrom('quota_use').selectAll().where('kind', '=', 'offer').execute();
    return rows.reduce((sum, row) => sum + Number(row.n), 0);
  };

  it('counts once however often it is put off', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const before = await counted();
    expect(before).toBe(2);
    const night = NOW.add({ hours: 12 });
    for (let n = 0; n < 3; n += 1) {
      const { id: offerId } = await pending(id);
      await run(async (tx) => {
        const found = await getOffer(tx, offerId);
        expect(await askLater(tx, found!.offer)).toBe(true);
      }, night);
      expect(await counted()).toBe(0);
      await run((tx) => advance(tx, id), NOW.add({ hours: 24, minutes: n }));
      expect(await counted()).toBe(before);
    }
  });

  it('does not count when it may not be asked after all', async () => {
    const id = await run((tx) => start(tx, { urgency: 'today' }));
    const { id: offerId } = await pending(id);
    await run((tx) => takeBackOffer(tx, offerId));
    // The next one is asked instead.
    expect(await counted()).toBe(2);
  });
});

const given = askingWorld();

it('Who goes on a break right after asking reads that the request is on hold, and nobody is asked', async () => {
  const { ada, bram, elif } = given.people();
  const texts = (person: typeof ada) => shown(person.messages().map((m) => m.blocks ?? m.text));
  await given.world().work(async (tx) => {
    const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
    const ask = {
      skillId,
      goal: 'understand why my pods restart',
      tried: '',
      minutes: 20,
      isAnonymous: false,
    } as const;
    await startRequest(tx, { ...ask, format: 'thread', urgency: 'today', menteeId: ada.id });
    await pauseMember(tx, ada.id, tx.now.add({ hours: 24 * 7 }));
  });
  await given.world().travel({ hours: 24 });
  expect(texts(ada)).toContain('is on hold');
  for (const person of [bram, elif]) expect(texts(person)).not.toContain('pods restart');
  await given.world().work((tx) => resumeMember(tx, ada.id));
  await given.world().settle();
  expect(texts(bram) + texts(elif)).toContain('pods restart');
  expect(texts(ada)).not.toContain('is on hold');
});
