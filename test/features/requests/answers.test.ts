import { describe, expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { updateMember } from '../../../src/features/members/store/index.ts';
import type { Offer } from '../../../src/features/requests/rules/index.ts';
import {
  acceptOffer,
  acceptProposal,
  advance,
  answerIsDue,
  cancelRequest,
  getOffer,
  getRequest,
  howUnmatched,
  proposeTime,
  refuseProposal,
} from '../../../src/features/requests/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, NOW, person, requestsOn, start } from '../../support/requests.ts';

onBothDatabases('Answers', (dialect) => {
  const { run, offers, pending, sessions, prompts, lapse } = requestsOn(dialect);

  describe('an accept', () => {
    it('opens one session when fifty come in parallel', async () => {
      await run(async (tx) => {
        for (const mentor of ['UD', 'UE']) await person(tx, mentor, { Kubernetes: 1 });
      });
      const id = await run((tx) => start(tx));
      for (let i = 1; i <= 4; i += 1) await lapse(id, inMinutes(i * 31));
      const asked = await offers(id);
      expect(asked).toHaveLength(5);
      const clicks = Array.from({ length: 50 }, (_, i) => asked[i % 5]!);
      const results = await Promise.allSettled(
        clicks.map((offer) => run((tx) => acceptOffer(tx, offer.id, offer.mentor_id), inMinutes(130))),
      );
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      const refusals = results.flatMap((r) => (r.status === 'rejected' ? [String(r.reason)] : []));
      expect(refusals.every((r) => /UserError: (Someone else accepted this one first|You’ve accepted)/.test(r))).toBe(
        true,
      );
      expect(await sessions()).toHaveLength(1);
      expect((await offers(id)).filter((o) => o.state === 'accepted')).toHaveLength(1);
    });

    it('never goes over the mentor’s capacity, also when two come in parallel', async () => {
      await run(async (tx) => {
        await person(tx, 'UA', { Kubernetes: 2, Docker: 3, Rust: 3 });
        await updateMember(tx, 'UA', { capacity: 1 });
      });
      const docker = await run((tx) => start(tx, { skill: 'Docker' }));
      const rust = await run((tx) => start(tx, { skill: 'Rust', menteeId: 'UOTHER' }));
      const both = [await pending(docker), await pending(rust)];
      const results = await Promise.allSettled(both.map((o) => run((tx) => acceptOffer(tx, o.id, 'UA'))));
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      expect(results.find((r) => r.status === 'rejected')?.reason).toMatchObject({
        message: expect.stringContaining('all the sessions that you wanted this week'),
      });
      expect(await sessions()).toHaveLength(1);
    });

    it.each([
      ['by someone else', 'UOTHER', async () => {}, 'put to someone else'],
      [
        'after the asker took it back',
        undefined,
        (tx: Tx, id: string) => cancelRequest(tx, id, 'UASKER'),
        'isn’t needed any more',
      ],
      [
        'by somebody who paused',
        undefined,
        (tx: Tx, _id: string, offer: Offer) =>
          updateMember(tx, offer.mentorId, { paused_until: '2026-03-09T00:00:00.000Z' }),
        'You’re on a pause',
      ],
    ])('%s changes nothing and is told kindly', async (_title, by, before, sentence) => {
      const id = await run((tx) => start(tx));
      const { id: offerId } = await pending(id);
      await run(async (tx) => {
        const found = await getOffer(tx, offerId);
        if (found) await before(tx, id, found.offer);
      });
      const mentor = by ?? (await pendingOrAny(id));
      await expect(run((tx) => acceptOffer(tx, offerId, mentor))).rejects.toThrow(sentence);
      expect(await sessions()).toEqual([]);
    });

    const pendingOrAny = async (id: string) => (await offers(id))[0]?.mentor_id ?? '';

    it('of an unknown offer is told kindly', async () => {
      await expect(run((tx) => acceptOffer(tx, "x' or 1=1", 'UA'))).rejects.toThrow('no longer there');
    });
  });

  describe('another time', () => {
    const tomorrow = NOW.add({ hours: 24 });

    it('is put to the asker, holds the cascade, and opens the session for then', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => proposeTime(tx, offer.id, offer.mentor_id, tomorrow));
      expect(await prompts('requests.proposal')).toMatchObject([{ member_id: 'UASKER' }]);
      await run((tx) => answerIsDue(tx, offer.id), inMinutes(31));
      expect(await offers(id)).toHaveLength(1);
      await expect(run((tx) => acceptProposal(tx, offer.id, 'UOTHER'))).rejects.toThrow('Only the person who asked');
      await run((tx) => acceptProposal(tx, offer.id, 'UASKER'), inMinutes(40));
      expect(await sessions()).toMatchObject([{ planned_for: '2026-03-03T10:00:00.000Z' }]);
      expect(await prompts('requests.proposal')).toEqual([]);
    });

    it('that passed without an answer is told as that when the request closes', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => proposeTime(tx, offer.id, offer.mentor_id, tomorrow));
      const howItEnded = () => run(async (tx) => (await howUnmatched(tx, (await getRequest(tx, id))!)).missedId);
      expect(await howItEnded()).toBeUndefined();
      await run((tx) => advance(tx, id), inMinutes(24 * 60 + 1));
      expect(await howItEnded()).toBe(offer.mentor_id);
    });

    it('that was withdrawn before it came did not pass', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => proposeTime(tx, offer.id, offer.mentor_id, tomorrow));
      await run((tx) => cancelRequest(tx, id, 'UASKER'));
      const { missedId } = await run(async (tx) => howUnmatched(tx, (await getRequest(tx, id))!));
      expect(missedId).toBeUndefined();
    });

    it('that does not suit has the next one asked', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => proposeTime(tx, offer.id, offer.mentor_id, tomorrow));
      await run((tx) => refuseProposal(tx, offer.id, 'UASKER'));
      expect((await pending(id)).mentor_id).not.toBe(offer.mentor_id);
      await expect(run((tx) => acceptProposal(tx, offer.id, 'UASKER'))).rejects.toThrow('no longer open');
    });

    it('lies ahead, and not too far', async () => {
      const id = await run((tx) => start(tx));
      const { id: offerId, mentor_id } = await pending(id);
      const propose = (at: Temporal.Instant) => run((tx) => proposeTime(tx, offerId, mentor_id, at));
      await expect(propose(NOW)).rejects.toThrow('over already');
      await expect(propose(NOW.add({ hours: 24 * 30 }))).rejects.toThrow('two weeks');
    });

    it('that has passed is told kindly', async () => {
      const id = await run((tx) => start(tx));
      const offer = await pending(id);
      await run((tx) => proposeTime(tx, offer.id, offer.mentor_id, tomorrow));
      await expect(run((tx) => acceptProposal(tx, offer.id, 'UASKER'), tomorrow)).rejects.toThrow('has passed');
    });
  });
});
