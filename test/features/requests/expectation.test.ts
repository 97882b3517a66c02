import { describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import { FEWEST_REQUESTS } from '../../../src/features/requests/rules/expectation.ts';
import {
  acceptOffer,
  backToCascade,
  cancelRequest,
  declineOffer,
  getRequest,
  joinWaitList,
  openArranged,
  stillExpected,
} from '../../../src/features/requests/service/index.ts';
import { beforeAsking } from '../../../src/features/search/service/index.ts';
import { onBothDatabases, workOn } from '../../support/database.ts';
import { inMinutes, NOW, requestsOn, start } from '../../support/requests.ts';
import { pastRequests } from '../../support/waits.ts';

onBothDatabases('Expectations', (dialect) => {
  const { database, run, pending } = requestsOn(dialect);
  const expected = async (tx: Tx, skillId?: string) =>
    (await beforeAsking(tx, { topic: '', goal: '', skillId }, 'UASKER')).expected;
  const waited = async (id: string) => {
    const query = database().read.selectFrom('request').select(['state', 'waited_minutes']).where('id', '=', id);
    return query.executeTakeFirst();
  };
  const accept = async (id: string, at: Temporal.Instant) => {
    const offer = await pending(id);
    await run((tx) => acceptOffer(tx, offer.id, offer.mentor_id), at);
    return offer.mentor_id;
  };

  describe('the wait of a request', () => {
    it('is kept in working minutes of the asker when somebody accepts', async () => {
      const id = await run((tx) => start(tx));
      await accept(id, inMinutes(25));
      expect(await waited(id)).toEqual({ state: 'matched', waited_minutes: 25 });
    });

    it('leaves out the night', async () => {
      const id = await run((tx) => start(tx));
      // Six hours are left of that Monday in Berlin; ten past nine the next morning.
      await accept(id, NOW.add({ hours: 22, minutes: 10 }));
      expect(await waited(id)).toMatchObject({ waited_minutes: 370 });
    });

    it('is kept when the request is taken back, and when nobody is left', async () => {
      const back = await run((tx) => start(tx, { menteeId: 'UOTHER' }));
      await run((tx) => cancelRequest(tx, back, 'UOTHER'), inMinutes(12));
      expect(await waited(back)).toEqual({ state: 'cancelled', waited_minutes: 12 });
      const id = await run((tx) => start(tx));
      for (let i = 1; i <= 3; i += 1) {
        const offer = await pending(id);
        await run((tx) => declineOffer(tx, offer.id, offer.mentor_id), inMinutes(i));
      }
      expect(await waited(id)).toEqual({ state: 'expired', waited_minutes: 3 });
    });

    it('is that of the first yes when somebody hands it back', async () => {
      const id = await run((tx) => start(tx));
      const mentorId = await accept(id, inMinutes(10));
      await run((tx) => backToCascade(tx, id, mentorId), inMinutes(40));
      await accept(id, inMinutes(200));
      expect(await waited(id)).toEqual({ state: 'matched', waited_minutes: 10 });
    });

    it('is nothing for one that was arranged elsewhere, or only waits for somebody to appear', async () => {
      const { skillId } = await run(async (tx) => (await getRequest(tx, await start(tx))) ?? { skillId: '' });
      const asked = { goal: 'understand why my pods restart', minutes: 20, format: 'thread' as const };
      await run((tx) => openArranged(tx, { mentorId: 'UA', menteeId: 'UOTHER', skillId, ...asked }));
      await run((tx) => joinWaitList(tx, { menteeId: 'UOTHER', name: 'Welding', goal: '' }));
      const rows = await database().read.selectFrom('request').select('waited_minutes').execute();
      expect(rows.map((row) => row.waited_minutes)).toEqual([null, null, null]);
    });
  });

  describe('what an asker hears', () => {
    it('comes from the topic, else from the workspace, and from no other workspace', async () => {
      const [kubernetes, other] = await run(async (tx) => [
        await pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25 }),
        await pastRequests(tx, 'Presenting', { accepted: 3, minutes: 90 }),
      ]);
      expect(await run((tx) => expected(tx, kubernetes))).toEqual({ minutes: 25, isAboutTopic: true });
      expect(await run((tx) => expected(tx, other))).toEqual({ minutes: 25, isAboutTopic: false });
      expect(await run((tx) => expected(tx))).toEqual({ minutes: 25, isAboutTopic: false });
      expect(await workOn(database(), NOW, (tx) => expected(tx, kubernetes), 'T2')).toBeUndefined();
    });

    it('is nothing from fewer than five people, from long ago, or where most were not helped', async () => {
      const skillId = await run((tx) =>
        pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25, helpers: 4 }),
      );
      expect(await run((tx) => expected(tx, skillId))).toBeUndefined();
      await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: 1, minutes: 25, helpers: 9 }));
      await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25, helpers: 5 }));
      expect(await run((tx) => expected(tx, skillId))).toMatchObject({ minutes: 25 });
      expect(await run((tx) => expected(tx, skillId), NOW.add({ hours: 24 * 181 }))).toBeUndefined();
      await run((tx) => pastRequests(tx, 'Kubernetes', { unmatched: 3 * FEWEST_REQUESTS, minutes: 5 }));
      expect(await run((tx) => expected(tx, skillId))).toBeUndefined();
    });

    it('is the same with and without quiet asks', async () => {
      const skillId = await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25 }));
      await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: 50, minutes: 5, isQuiet: true }));
      expect(await run((tx) => expected(tx, skillId))).toMatchObject({ minutes: 25 });
    });

    it('leaves out requests whose lifetime is not over, of which only the quick ones are decided', async () => {
      const skillId = await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 60 }));
      await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: 200, minutes: 5, expiresAt: inMinutes(10) }));
      expect(await run((tx) => expected(tx, skillId))).toMatchObject({ minutes: 60 });
      expect(await run((tx) => expected(tx, skillId), inMinutes(11))).toMatchObject({ minutes: 5 });
    });

    it('stands on the asker’s message until they have waited that long', async () => {
      await run((tx) => pastRequests(tx, 'Kubernetes', { accepted: FEWEST_REQUESTS, minutes: 25 }));
      const id = await run((tx) => start(tx));
      const still = (now: Temporal.Instant) =>
        run(async (tx) => {
          const request = await getRequest(tx, id);
          return request && stillExpected(tx, request);
        }, now);
      expect(await still(inMinutes(20))).toMatchObject({ minutes: 25 });
      expect(await still(inMinutes(25))).toBeUndefined();
    });

    it('does not change with what an asker’s own hours became since', async () => {
      const id = await run((tx) => start(tx));
      await accept(id, inMinutes(25));
      await run((tx) => updateMember(tx, 'UASKER', { work_start: '16:00' }));
      expect(await waited(id)).toMatchObject({ waited_minutes: 25 });
    });
  });
});
