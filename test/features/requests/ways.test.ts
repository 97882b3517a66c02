import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Tx } from '../../../src/database/transaction.ts';
import { rankMentors } from '../../../src/features/matching/service/index.ts';
import { areNear, canTalk, type Format, formats } from '../../../src/features/members/rules/index.ts';
import { findOrCreateSkill, getMember } from '../../../src/features/members/service.ts';
import { acceptOffer, proposeTime, startRequest, whyNotAsked } from '../../../src/features/requests/service/index.ts';
import { beforeAsking, whyNotSo } from '../../../src/features/search/service/index.ts';
import { openSession, pickTime } from '../../../src/features/sessions/service/index.ts';
import { onBothDatabases } from '../../support/database.ts';
import { NOW, requestsOn } from '../../support/requests.ts';

const GOAL = 'understand why my pods restart';
const zones = ['Europe/London', 'Europe/Berlin', 'Asia/Kolkata', 'Asia/Calcutta'];

it('Whoever is in another place, or talks in person only, is asked only for what can work', () => {
  const ways = fc.subarray([...formats], { minLength: 1 });
  fc.assert(
    fc.property(ways, fc.boolean(), fc.constantFrom(...formats), (likes, isNear, format) => {
      const can = canTalk(likes, isNear, format);
      if (format === 'in person') expect(can).toBe(isNear && likes.includes('in person'));
      else expect(can).toBe(likes.some((like) => like !== 'in person'));
      // Without a wish there is a way exactly if some way works.
      expect(canTalk(likes, isNear, undefined)).toBe(formats.some((each) => canTalk(likes, isNear, each)));
    }),
  );
});

it('A zone is the same place under each of its names', () => {
  expect(areNear({ zone: 'Asia/Calcutta' }, { zone: 'Asia/Kolkata' })).toBe(true);
  expect(areNear({ zone: 'Europe/London' }, { zone: 'Asia/Kolkata' })).toBe(false);
  expect(areNear({ zone: 'Europe/Berlin' }, { zone: 'Europe/Berlin' })).toBe(true);
});

onBothDatabases('Ways to talk', (dialect) => {
  const { run } = requestsOn(dialect);
  const likes = (tx: Tx, id: string, ways: Format[], minutes = 20) =>
    tx.db
      .updateTable('member')
      .set({ formats: JSON.stringify(ways), usual_minutes: minutes })
      .where('id', '=', id)
      .execute();
  const move = (tx: Tx, id: string, zone: string) =>
    tx.db.updateTable('member').set({ zone }).where('id', '=', id).execute();
  const skill = async (tx: Tx) => (await findOrCreateSkill(tx, 'Kubernetes')).id;
  const ask = async (tx: Tx, format: Format) =>
    startRequest(tx, {
      ...{ menteeId: 'UASKER', skillId: await skill(tx), goal: GOAL, tried: '', minutes: 20 },
      ...{ format, urgency: 'today' as const, isAnonymous: false },
    });

  it('are one rule at ranking and at asking', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(
          ...['UA', 'UB', 'UC'].map(() =>
            fc.tuple(fc.subarray([...formats], { minLength: 1 }), fc.constantFrom(...zones)),
          ),
        ),
        fc.constantFrom(...zones),
        fc.constantFrom(...formats),
        async (mentors, zone, format) =>
          run(async (tx) => {
            await move(tx, 'UASKER', zone);
            for (const [i, [ways, place]] of mentors.entries()) {
              const id = ['UA', 'UB', 'UC'][i] ?? '';
              await likes(tx, id, ways);
              await move(tx, id, place);
            }
            const asker = (await getMember(tx, 'UASKER'))!;
            const skillId = await skill(tx);
            const ranked = await rankMentors(tx, { skillId, menteeId: 'UASKER', format }, 5);
            for (const id of ['UA', 'UB', 'UC']) {
              const mentor = (await getMember(tx, id))!;
              const can = canTalk(mentor.formats, areNear(mentor, asker), format);
              expect(ranked.some((match) => match.memberId === id)).toBe(can);
              const why = await whyNotAsked(tx, { menteeId: 'UASKER', isAnonymous: false, format }, id);
              expect(why).toBe(can ? undefined : 'format');
            }
            await tx.db.deleteFrom('shown_mentor').execute();
          }),
      ),
      { numRuns: 12 },
    );
  });

  it('do not lead from London to Bengaluru in person, and say what does', async () => {
    await run(async (tx) => {
      for (const id of ['UA', 'UB', 'UC']) await move(tx, id, 'Asia/Kolkata');
      await move(tx, 'UASKER', 'Europe/London');
    });
    expect(await run((tx) => ask(tx, 'in person'))).toBeUndefined();
    const skillId = await run(skill);
    const draft = { topic: 'Kubernetes', goal: GOAL, skillId };
    const asked = { ...draft, menteeId: 'UASKER', format: 'in person' as const };
    expect((await run((tx) => beforeAsking(tx, draft, 'UASKER'))).ways).toEqual(['thread', 'huddle', 'video']);
    expect(await run((tx) => whyNotSo(tx, asked))).toContain('No one who offers Kubernetes is where you are.');
    expect(await run((tx) => whyNotSo(tx, { ...asked, mentorId: 'UA' }))).toContain('Please pick another way to talk');
    expect(await run((tx) => whyNotSo(tx, { ...asked, format: 'video' }))).toBeUndefined();
  });

  it('leave whoever talks in person only to those who are there, and who want that', async () => {
    await run(async (tx) => {
      for (const id of ['UA', 'UB', 'UC']) await likes(tx, id, ['in person']);
    });
    expect(await run((tx) => ask(tx, 'thread'))).toBeUndefined();
    const draft = { topic: 'Kubernetes', goal: GOAL, skillId: await run(skill), mentorId: 'UA' };
    expect((await run((tx) => beforeAsking(tx, draft, 'UASKER'))).ways).toEqual(['in person']);
    expect(await run((tx) => ask(tx, 'in person'))).toMatchObject({ format: 'in person' });
  });

  it('are looked at once more at a yes, and at a suggested time', async () => {
    const request = (await run((tx) => ask(tx, 'in person')))!;
    const offer = await run((tx) =>
      tx.db.selectFrom('offer').selectAll().where('request_id', '=', request.id).executeTakeFirstOrThrow(),
    );
    await run((tx) => move(tx, offer.mentor_id, 'Asia/Kolkata'));
    await expect(run((tx) => acceptOffer(tx, offer.id, offer.mentor_id))).rejects.toThrow('doesn’t work for you two');
    await expect(run((tx) => proposeTime(tx, offer.id, offer.mentor_id, NOW.add({ hours: 2 })))).rejects.toThrow(
      'doesn’t work for you two',
    );
  });

  it('are looked at once more when a time is picked', async () => {
    const request = (await run((tx) => ask(tx, 'in person')))!;
    const id = await run(async (tx) => {
      const offer = await tx.db
        .selectFrom('offer')
        .selectAll()
        .where('request_id', '=', request.id)
        .executeTakeFirstOrThrow();
      const given = { requestId: request.id, offerId: offer.id, mentorId: offer.mentor_id, menteeId: 'UASKER' };
      const about = { skillId: request.skillId, goal: GOAL, minutes: 20, format: 'in person' as const };
      const made = await openSession(tx, { ...given, ...about, at: 'later' });
      await move(tx, offer.mentor_id, 'Asia/Kolkata');
      return made;
    });
    const pick = run((tx) => pickTime(tx, id, 'UASKER', NOW.add({ hours: 24 })));
    await expect(pick).rejects.toThrow('can’t talk in the way that was agreed');
  });

  it('begin with the usual length: of the picked colleague, else the asker’s own', async () => {
    await run(async (tx) => {
      await likes(tx, 'UA', [...formats], 30);
      await likes(tx, 'UASKER', [...formats], 10);
    });
    const draft = { topic: 'Kubernetes', goal: '', skillId: await run(skill) };
    expect((await run((tx) => beforeAsking(tx, draft, 'UASKER'))).minutes).toBe(10);
    expect((await run((tx) => beforeAsking(tx, { ...draft, mentorId: 'UA' }, 'UASKER'))).minutes).toBe(30);
  });
});
