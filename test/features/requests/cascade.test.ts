import { describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { pauseMember } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import {
  acceptOffer,
  advance,
  backToCascade,
  countFromNow,
  declineOffer,
  mentorGone,
  offerArrived,
} from '../../../src/features/requests/service/index.ts';
import { findOffer } from '../../../src/features/requests/store/index.ts';
import { iso } from '../../../src/time.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, person, requestsOn, start } from '../../support/requests.ts';

onBothDatabases('The cascade', (dialect) => {
  const { run, offers, pending, stateOf, sessions, jobs, prompts, lapse } = requestsOn(dialect);

  describe('the cascade', () => {
    it('goes on to the next after a no, each once, and closes honestly in the end', async () => {
      const id = await run((tx) => start(tx));
      const asked: string[] = [];
      for (let i = 0; i < 3; i += 1) {
        const offer = await pending(id);
        asked.push(offer.mentor_id);
        await run((tx) => declineOffer(tx, offer.id, offer.mentor_id));
      }
      expect(asked.sort()).toEqual(['UA', 'UB', 'UC']);
      expect(await stateOf(id)).toBe('expired');
      expect(await prompts('requests.closed')).toHaveLength(1);
    });

    it('goes on quietly when there is no answer, and takes a late yes as long as it is open', async () => {
      const id = await run((tx) => start(tx));
      const first = await lapse(id, inMinutes(30));
      expect((await offers(id)).map((o) => o.state).sort()).toEqual(['lapsed', 'pending']);
      await run((tx) => acceptOffer(tx, first.id, first.mentor_id), inMinutes(50));
      expect((await offers(id)).map((o) => o.state).sort()).toEqual(['accepted', 'withdrawn']);
      expect(await sessions()).toMatchObject([{ mentor_id: first.mentor_id, mentee_id: 'UASKER' }]);
    });

    it('leaves an offer alone whose time has not come', async () => {
      const id = await run((tx) => start(tx));
      await lapse(id, inMinutes(29));
      expect((await offers(id)).map((o) => o.state)).toEqual(['pending']);
    });

    it.each([
      ['was blocked by the asker', (tx: Tx, id: string) => setBlocks(tx, 'UASKER', [id])],
      ['blocked the asker', (tx: Tx, id: string) => setBlocks(tx, id, ['UASKER'])],
      ['became a guest', (tx: Tx, id: string) => updateMember(tx, id, { is_guest: 1 })],
      ['turned out to be an app', (tx: Tx, id: string) => updateMember(tx, id, { is_bot: 1 })],
      ['wants no more this week', (tx: Tx, id: string) => updateMember(tx, id, { capacity: 0 })],
    ])('passes over whoever %s since they were chosen', async (_why, change) => {
      const id = await run((tx) => start(tx));
      const first = await pending(id);
      const [out = '', other] = ['UA', 'UB', 'UC'].filter((mentor) => mentor !== first.mentor_id);
      await run((tx) => change(tx, out));
      await run((tx) => declineOffer(tx, first.id, first.mentor_id));
      const second = await pending(id);
      expect(second.mentor_id).toBe(other);
      await run((tx) => declineOffer(tx, second.id, second.mentor_id));
      expect((await offers(id)).map((o) => o.mentor_id).sort()).toEqual([first.mentor_id, other].sort());
      expect(await stateOf(id)).toBe('expired');
    });

    it('skips whoever paused since, and asks five at most', async () => {
      await run(async (tx) => {
        for (const id of ['UD', 'UE', 'UF', 'UG']) await person(tx, id, { Kubernetes: 1 });
      });
      const id = await run((tx) => start(tx));
      const first = await pending(id);
      const pausing = ['UA', 'UB'].filter((mentor) => mentor !== first.mentor_id)[0] ?? '';
      await run((tx) => pauseMember(tx, pausing, undefined));
      for (let i = 1; i <= 5; i += 1) await lapse(id, inMinutes(i * 31));
      expect((await offers(id)).map((o) => o.state)).toEqual(Array(5).fill('lapsed'));
      expect((await offers(id)).map((o) => o.mentor_id)).not.toContain(pausing);
      expect(await stateOf(id)).toBe('open');
    });

    it('keeps the time for an answer that its card names, and counts anew and says so where that was long under way', async () => {
      const id = await run((tx) => start(tx));
      const { id: offerId } = await pending(id);
      const dueAt = async () => (await pending(id)).answer_by;
      const cards = async () => (await jobs('requests.offer-changed')).length;
      const arrive = (at: Temporal.Instant) => run((tx) => offerArrived(tx, offerId, { channel: 'D1', ts: '1.1' }), at);
      await run(async (tx) => countFromNow(tx, (await findOffer(tx, offerId))!), inMinutes(10));
      const named = await dueAt();
      expect(named).toBe(iso(inMinutes(40)));
      await arrive(inMinutes(10).add({ seconds: 59 }));
      expect([await dueAt(), await cards()]).toEqual([named, 0]);
      expect((await jobs('requests.answer-due')).map((job) => job.run_at)).toEqual([named]);
      await arrive(inMinutes(15));
      expect([await dueAt(), await cards()]).toEqual([iso(inMinutes(45)), 1]);
    });

    it('closes at the end of its lifetime', async () => {
      const id = await run((tx) => start(tx));
      await lapse(id, inMinutes(30));
      const end = Temporal.Instant.from('2026-03-04T16:00:00Z');
      expect((await jobs('requests.lifetime-over')).map((job) => job.run_at)).toEqual(['2026-03-04T16:00:00.000Z']);
      await run((tx) => advance(tx, id), end);
      // Whoever could not read the question yet has not left it unanswered.
      expect(await stateOf(id)).toBe('open');
      const { id: offerId } = await pending(id);
      await run((tx) => offerArrived(tx, offerId, { channel: 'D1', ts: '1.1' }), end);
      await run((tx) => advance(tx, id), end);
      expect(await stateOf(id)).toBe('expired');
      expect((await offers(id)).map((o) => o.state)).toEqual(['withdrawn', 'withdrawn']);
      expect(await jobs('requests.answer-due')).toEqual([]);
    });

    it('moves on when the mentor leaves, and ends the requests of an asker who does', async () => {
      const id = await run((tx) => start(tx));
      const first = await pending(id);
      await run((tx) => mentorGone(tx, first.mentor_id));
      expect((await pending(id)).mentor_id).not.toBe(first.mentor_id);
      await run(async (tx) => {
        await updateMember(tx, 'UASKER', { is_deactivated: 1 });
        await mentorGone(tx, 'UASKER');
      });
      expect(await stateOf(id)).toBe('cancelled');
    });

    it('goes on when a mentor hands back before the start', async () => {
      const id = await run((tx) => start(tx));
      const first = await pending(id);
      await run((tx) => acceptOffer(tx, first.id, first.mentor_id));
      await run((tx) => backToCascade(tx, id, first.mentor_id), inMinutes(60));
      expect(await stateOf(id)).toBe('open');
      expect((await pending(id)).mentor_id).not.toBe(first.mentor_id);
      expect(await jobs('requests.lifetime-over')).toHaveLength(1);
      await expect(run((tx) => acceptOffer(tx, first.id, first.mentor_id))).rejects.toThrow('handed this one back');
    });
  });
});
