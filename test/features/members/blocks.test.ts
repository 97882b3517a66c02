import { expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { profileOf, saveProfile } from '../../../src/features/members/service/profile.ts';
import { findOrCreateSkill } from '../../../src/features/members/service.ts';
import { setBlocks } from '../../../src/features/members/store/blocks.ts';
import { giveThanks, thankAfter } from '../../../src/features/recognition/service/thanks.ts';
import { acceptOffer, proposeTime } from '../../../src/features/requests/service/index.ts';
import { openSession, pickTime } from '../../../src/features/sessions/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { inMinutes, NOW, requestsOn, start } from '../../support/requests.ts';
import { heldSession } from '../../support/sessions.ts';

const WORDS = 'Thank you for the patience with my pods';
const NOT_SENT = 'I can’t pass this on to them, so I haven’t sent it.';
const LATER = NOW.add({ hours: 26 });

onBothDatabases('Somebody whom a colleague would rather not meet', (dialect) => {
  const { run, pending, stateOf, sessions, database } = requestsOn(dialect);
  /** UASKER says, as the profile form does, that they would rather not meet these. */
  const block = (...blocked: string[]) =>
    run(async (tx) => {
      const { member, skills } = await profileOf(tx, 'UASKER');
      const { workStart, workEnd, workDays, otherHours, capacity, formats, usualMinutes, inDigest, department } =
        member;
      const habits = {
        workStart,
        workEnd,
        workDays,
        otherHours,
        capacity,
        formats,
        usualMinutes,
        inDigest,
        department,
      };
      await saveProfile(tx, 'UASKER', { ...habits, offers: skills.offers, wants: [], blocked });
    });
  const planned = async (tx: Tx) => {
    const { id: skillId } = await findOrCreateSkill(tx, 'Kubernetes');
    const held = await heldSession(tx, 'UASKER', 'UA', 'Kubernetes');
    const { request_id: requestId, offer_id: offerId } = await tx.db
      .selectFrom('session')
      .selectAll()
      .where('id', '=', held.id)
      .executeTakeFirstOrThrow();
    const what = { goal: 'Find out why', minutes: 20, format: 'thread' as const, skillId };
    return openSession(tx, { ...what, requestId, offerId, mentorId: 'UA', menteeId: 'UASKER', at: LATER });
  };

  it('is not thanked and does not thank, directly or after a session', async () => {
    await run((tx) => setBlocks(tx, 'UASKER', ['UA']));
    const thank = (giverId: string, receiverId: string) =>
      run((tx) => giveThanks(tx, { giverId, receiverId, words: WORDS, isPublic: true }));
    await expect(thank('UA', 'UASKER')).rejects.toThrow(NOT_SENT);
    await expect(thank('UASKER', 'UA')).rejects.toThrow(NOT_SENT);
    const { id: sessionId } = await run((tx) => heldSession(tx, 'UASKER', 'UA', 'Kubernetes'));
    const after = { sessionId, giverId: 'UA', receiverId: 'UASKER', words: WORDS, isPublic: false };
    expect(await run((tx) => thankAfter(tx, after))).toBe(NOT_SENT);
    await thank('UB', 'UASKER');
  });

  it('picks no time with them any more', async () => {
    const id = await run(planned);
    await run((tx) => setBlocks(tx, 'UASKER', ['UA']));
    await expect(run((tx) => pickTime(tx, id, 'UA', LATER.add({ hours: 1 })))).rejects.toThrow(NOT_SENT);
  });

  it('suggests no time to them, and is asked nothing more in their name', async () => {
    const requestId = await run((tx) => start(tx));
    const offer = await pending(requestId);
    await run((tx) => setBlocks(tx, 'UASKER', [offer.mentor_id]));
    await expect(run((tx) => proposeTime(tx, offer.id, offer.mentor_id, inMinutes(90)))).rejects.toThrow(NOT_SENT);
  });

  it('loses what was under way between the two at the moment of the block', async () => {
    const session = await run(planned);
    const requestId = await run((tx) => start(tx));
    const offer = await pending(requestId);
    await block('UA', offer.mentor_id);
    expect((await sessions()).find(({ id }) => id === session)).toMatchObject({ state: 'ended', ending: 'cancelled' });
    expect(await stateOf(requestId)).toBe('open');
    expect((await pending(requestId)).mentor_id).not.toBe(offer.mentor_id);
    await expect(run((tx) => acceptOffer(tx, offer.id, offer.mentor_id))).rejects.toThrow();
    const others = await database()
      .read.selectFrom('offer')
      .select(['mentor_id', 'state'])
      .where('request_id', '=', requestId)
      .execute();
    expect(others.find((one) => one.mentor_id === offer.mentor_id)).toMatchObject({ state: 'withdrawn' });
  });
});
