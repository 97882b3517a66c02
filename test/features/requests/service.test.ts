import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../src/database/open.ts';
import { findOrCreateSkill, pauseMember } from '../../../src/features/members/service.ts';
import { replaceSkills } from '../../../src/features/members/store/skills.ts';
import { updateMember, upsertFromDirectory } from '../../../src/features/members/store.ts';
import type { Offer } from '../../../src/features/requests/rules.ts';
import {
  acceptOffer,
  acceptProposal,
  advance,
  answerIsDue,
  askFor,
  backToCascade,
  cancelRequest,
  declineOffer,
  getOffer,
  getRequest,
  helperAppeared,
  joinWaitList,
  mentorGone,
  openRequestsOf,
  pendingOffersOf,
  proposeTime,
  refuseProposal,
  startRequest,
  statusOf,
} from '../../../src/features/requests/service.ts';
import type { Work } from '../../../src/work.ts';
import { freshDatabase, onBothDatabases, workOn } from '../../support/database.ts';

/** A Monday, 11:00 in Berlin, 19:00 in Tokyo. */
const NOW = Temporal.Instant.from('2026-03-02T10:00:00Z');
const inMinutes = (minutes: number) => NOW.add({ minutes });

onBothDatabases('Requests', (dialect) => {
  let db: Database;
  const run = <T>(unit: (work: Work) => Promise<T>, now = NOW) => workOn(db, now, unit);

  beforeEach(async () => {
    db = await freshDatabase(dialect);
    await run(async (work) => {
      for (const id of ['UASKER', 'UOTHER']) await person(work, id, {});
      for (const id of ['UA', 'UB', 'UC']) await person(work, id, { Kubernetes: 2 });
    });
  });
  afterEach(() => db.close());

  async function person(work: Work, id: string, offers: Record<string, 1 | 2 | 3>, zone = 'Europe/Berlin') {
    const flags = { is_bot: 0, is_guest: 0, is_deactivated: 0, is_owner: 0 };
    await upsertFromDirectory(work, { id, name: `Name of ${id}`, title: '', zone, locale: 'en-GB', ...flags });
    const skills = [];
    for (const [name, level] of Object.entries(offers)) {
      skills.push({ skillId: (await findOrCreateSkill(work, name)).id, level });
    }
    await replaceSkills(work, id, 'offers', skills);
  }

  async function start(
    work: Work,
    more: { skill?: string; menteeId?: string; mentorId?: string; urgency?: 'now' | 'today' } = {},
  ) {
    const { skill = 'Kubernetes', menteeId = 'UASKER', mentorId, urgency = 'now' } = more;
    const { id } = await findOrCreateSkill(work, skill);
    const goal = 'understand why my pods restart';
    const rest = { minutes: 20, format: 'thread' as const, urgency, isAnonymous: false, mentorId };
    const request = await startRequest(work, { menteeId, skillId: id, goal, tried: '', ...rest });
    if (!request) throw new Error('nobody can be asked');
    return request.id;
  }

  const offers = (requestId: string) =>
    db.read.selectFrom('offer').selectAll().where('request_id', '=', requestId).orderBy('offered_at').execute();
  const pending = async (requestId: string) => {
    const found = (await offers(requestId)).find((o) => o.state === 'pending');
    if (!found) throw new Error('nobody is being asked');
    return found;
  };
  const stateOf = async (requestId: string) => (await run((work) => getRequest(work, requestId)))?.state;
  const sessions = () => db.read.selectFrom('session').selectAll().execute();
  const jobs = (kind: string) =>
    db.read.selectFrom('job').selectAll().where('kind', '=', kind).where('finished_at', 'is', null).execute();
  const prompts = (kind: string) =>
    db.read.selectFrom('prompt').selectAll().where('kind', '=', kind).where('state', '=', 'due').execute();

  /** Lets the answer time of whoever is being asked run out. */
  async function lapse(requestId: string, at: Temporal.Instant) {
    const offer = await pending(requestId);
    await run((work) => answerIsDue(work, offer.id), at);
    return offer;
  }

  describe('an ask', () => {
    it('puts the question to one colleague, who has 30 working minutes', async () => {
      const id = await run((work) => start(work));
      const [offer, ...others] = await offers(id);
      expect(others).toEqual([]);
      expect(offer).toMatchObject({ state: 'pending', answer_by: '2026-03-02T10:30:00.000Z' });
      expect(await jobs('requests.offer')).toHaveLength(1);
      expect(await jobs('requests.progress')).toHaveLength(1);
    });

    it('puts it first to whoever was picked', async () => {
      const id = await run((work) => start(work, { mentorId: 'UC' }));
      expect(await pending(id)).toMatchObject({ mentor_id: 'UC' });
    });

    it('ignores a pick that does not offer the topic', async () => {
      const id = await run((work) => start(work, { mentorId: 'UOTHER' }));
      expect((await pending(id)).mentor_id).not.toBe('UOTHER');
    });

    it('is refused while one for the same skill is open, also when two come at the same moment', async () => {
      const both = await Promise.allSettled([run((work) => start(work)), run((work) => start(work))]);
      expect(both.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      await expect(run((work) => start(work))).rejects.toThrow('already have an open request about Kubernetes');
    });

    it('is refused when three are open', async () => {
      const skills = ['Docker', 'Rust', 'Go'];
      await run((work) => person(work, 'UD', { Docker: 1, Rust: 1, Go: 1 }));
      for (const skill of skills) await run((work) => start(work, { skill }));
      await expect(run((work) => start(work))).rejects.toThrow('3 requests open');
    });

    it('waits for the first who will be at work when nobody is', async () => {
      const evening = Temporal.Instant.from('2026-03-02T19:00:00Z');
      const id = await run((work) => start(work), evening);
      expect(await offers(id)).toEqual([]);
      expect((await jobs('requests.look-again')).map((job) => job.run_at)).toEqual(['2026-03-03T08:00:00.000Z']);
      await run((work) => advance(work, id), Temporal.Instant.from('2026-03-03T08:00:00Z'));
      expect(await offers(id)).toHaveLength(1);
    });

    it('waits today for a picked colleague who is back today, and not when it should be now', async () => {
      await run((work) => person(work, 'UNY', { Kubernetes: 3 }, 'America/New_York'));
      const waiting = await run((work) => start(work, { mentorId: 'UNY', urgency: 'today' }));
      expect(await offers(waiting)).toEqual([]);
      expect((await jobs('requests.look-again')).map((job) => job.run_at)).toEqual(['2026-03-02T14:00:00.000Z']);
      const now = await run((work) => start(work, { mentorId: 'UNY', menteeId: 'UOTHER' }));
      expect((await pending(now)).mentor_id).not.toBe('UNY');
    });

    it('opens nothing when nobody can be asked', async () => {
      for (const id of ['UA', 'UB', 'UC']) await run((work) => pauseMember(work, id, undefined));
      const ask = { menteeId: 'UASKER', skillId: undefined, topic: 'k8s', goal: 'understand why my pods restart' };
      const rest = { tried: '', minutes: 20, format: 'thread' as const, urgency: 'now' as const, isAnonymous: false };
      const instead = await run((work) => askFor(work, { ...ask, ...rest }));
      expect(instead).toMatchObject({ skill: { name: 'Kubernetes' }, colleagues: [] });
      expect(await run((work) => openRequestsOf(work, 'UASKER'))).toEqual([]);
    });
  });

  describe('the cascade', () => {
    it('goes on to the next after a no, each once, and closes honestly in the end', async () => {
      const id = await run((work) => start(work));
      const asked: string[] = [];
      for (let i = 0; i < 3; i += 1) {
        const offer = await pending(id);
        asked.push(offer.mentor_id);
        await run((work) => declineOffer(work, offer.id, offer.mentor_id));
      }
      expect(asked.sort()).toEqual(['UA', 'UB', 'UC']);
      expect(await stateOf(id)).toBe('expired');
      expect(await prompts('requests.closed')).toHaveLength(1);
    });

    it('goes on quietly when there is no answer, and takes a late yes as long as it is open', async () => {
      const id = await run((work) => start(work));
      const first = await lapse(id, inMinutes(30));
      expect((await offers(id)).map((o) => o.state).sort()).toEqual(['lapsed', 'pending']);
      await run((work) => acceptOffer(work, first.id, first.mentor_id), inMinutes(50));
      expect((await offers(id)).map((o) => o.state).sort()).toEqual(['accepted', 'withdrawn']);
      expect(await sessions()).toMatchObject([{ mentor_id: first.mentor_id, mentee_id: 'UASKER' }]);
    });

    it('leaves an offer alone whose time has not come', async () => {
      const id = await run((work) => start(work));
      await lapse(id, inMinutes(29));
      expect((await offers(id)).map((o) => o.state)).toEqual(['pending']);
    });

    it('skips whoever paused since, and asks five at most', async () => {
      await run(async (work) => {
        for (const id of ['UD', 'UE', 'UF', 'UG']) await person(work, id, { Kubernetes: 1 });
      });
      const id = await run((work) => start(work));
      const first = await pending(id);
      const pausing = ['UA', 'UB'].filter((mentor) => mentor !== first.mentor_id)[0] ?? '';
      await run((work) => pauseMember(work, pausing, undefined));
      for (let i = 1; i <= 5; i += 1) await lapse(id, inMinutes(i * 31));
      expect((await offers(id)).map((o) => o.state)).toEqual(Array(5).fill('lapsed'));
      expect((await offers(id)).map((o) => o.mentor_id)).not.toContain(pausing);
      expect(await stateOf(id)).toBe('open');
    });

    it('closes at the end of its lifetime', async () => {
      const id = await run((work) => start(work));
      await lapse(id, inMinutes(30));
      const end = Temporal.Instant.from('2026-03-04T16:00:00Z');
      expect((await jobs('requests.lifetime-over')).map((job) => job.run_at)).toEqual(['2026-03-04T16:00:00.000Z']);
      await run((work) => advance(work, id), end);
      expect(await stateOf(id)).toBe('expired');
      expect((await offers(id)).map((o) => o.state)).toEqual(['withdrawn', 'withdrawn']);
      expect(await jobs('requests.answer-due')).toEqual([]);
    });

    it('moves on when the mentor leaves, and ends the requests of an asker who does', async () => {
      const id = await run((work) => start(work));
      const first = await pending(id);
      await run((work) => mentorGone(work, first.mentor_id));
      expect((await pending(id)).mentor_id).not.toBe(first.mentor_id);
      await run(async (work) => {
        await updateMember(work, 'UASKER', { is_deactivated: 1 });
        await mentorGone(work, 'UASKER');
      });
      expect(await stateOf(id)).toBe('cancelled');
    });

    it('goes on when a mentor hands back before the start', async () => {
      const id = await run((work) => start(work));
      const first = await pending(id);
      await run((work) => acceptOffer(work, first.id, first.mentor_id));
      await run((work) => backToCascade(work, id, first.mentor_id), inMinutes(60));
      expect(await stateOf(id)).toBe('open');
      expect((await pending(id)).mentor_id).not.toBe(first.mentor_id);
      expect(await jobs('requests.lifetime-over')).toHaveLength(1);
      await expect(run((work) => acceptOffer(work, first.id, first.mentor_id))).rejects.toThrow('handed this one back');
    });
  });

  describe('an accept', () => {
    it('opens one session when fifty come in parallel', async () => {
      await run(async (work) => {
        for (const mentor of ['UD', 'UE']) await person(work, mentor, { Kubernetes: 1 });
      });
      const id = await run((work) => start(work));
      for (let i = 1; i <= 4; i += 1) await lapse(id, inMinutes(i * 31));
      const asked = await offers(id);
      expect(asked).toHaveLength(5);
      const clicks = Array.from({ length: 50 }, (_, i) => asked[i % 5]!);
      const results = await Promise.allSettled(
        clicks.map((offer) => run((work) => acceptOffer(work, offer.id, offer.mentor_id), inMinutes(130))),
      );
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      const refusals = results.flatMap((r) => (r.status === 'rejected' ? [String(r.reason)] : []));
      expect(refusals.every((r) => /UserError: (Somebody else is already|You have accepted)/.test(r))).toBe(true);
      expect(await sessions()).toHaveLength(1);
      expect((await offers(id)).filter((o) => o.state === 'accepted')).toHaveLength(1);
    });

    it('never goes over the mentor’s capacity, also when two come in parallel', async () => {
      await run(async (work) => {
        await person(work, 'UA', { Kubernetes: 2, Docker: 3, Rust: 3 });
        await updateMember(work, 'UA', { capacity: 1 });
      });
      const docker = await run((work) => start(work, { skill: 'Docker' }));
      const rust = await run((work) => start(work, { skill: 'Rust', menteeId: 'UOTHER' }));
      const both = [await pending(docker), await pending(rust)];
      const results = await Promise.allSettled(both.map((o) => run((work) => acceptOffer(work, o.id, 'UA'))));
      expect(results.filter((r) => r.status === 'fulfilled')).toHaveLength(1);
      expect(results.find((r) => r.status === 'rejected')?.reason).toMatchObject({
        message: expect.stringContaining('all the sessions that you wanted this week'),
      });
      expect(await sessions()).toHaveLength(1);
    });

    it.each([
      ['by somebody else', 'UOTHER', async () => {}, 'put to somebody else'],
      [
        'after the asker took it back',
        undefined,
        (work: Work, id: string) => cancelRequest(work, id, 'UASKER'),
        'not needed any more',
      ],
      [
        'by somebody who paused',
        undefined,
        (work: Work, _id: string, offer: Offer) =>
          updateMember(work, offer.mentorId, { paused_until: '2026-03-09T00:00:00.000Z' }),
        'You are on a pause',
      ],
    ])('%s changes nothing and is told kindly', async (_title, by, before, sentence) => {
      const id = await run((work) => start(work));
      const { id: offerId } = await pending(id);
      await run(async (work) => {
        const found = await getOffer(work, offerId);
        if (found) await before(work, id, found.offer);
      });
      const mentor = by ?? (await pendingOrAny(id));
      await expect(run((work) => acceptOffer(work, offerId, mentor))).rejects.toThrow(sentence);
      expect(await sessions()).toEqual([]);
    });

    const pendingOrAny = async (id: string) => (await offers(id))[0]?.mentor_id ?? '';

    it('of an unknown offer is told kindly', async () => {
      await expect(run((work) => acceptOffer(work, "x' or 1=1", 'UA'))).rejects.toThrow('no longer there');
    });
  });

  describe('another time', () => {
    const tomorrow = NOW.add({ hours: 24 });

    it('is put to the asker, holds the cascade, and opens the session for then', async () => {
      const id = await run((work) => start(work));
      const offer = await pending(id);
      await run((work) => proposeTime(work, offer.id, offer.mentor_id, tomorrow));
      expect(await prompts('requests.proposal')).toMatchObject([{ member_id: 'UASKER' }]);
      await run((work) => answerIsDue(work, offer.id), inMinutes(31));
      expect(await offers(id)).toHaveLength(1);
      await expect(run((work) => acceptProposal(work, offer.id, 'UOTHER'))).rejects.toThrow(
        'Only the person who asked',
      );
      await run((work) => acceptProposal(work, offer.id, 'UASKER'), inMinutes(40));
      expect(await sessions()).toMatchObject([{ planned_for: '2026-03-03T10:00:00.000Z' }]);
      expect(await prompts('requests.proposal')).toEqual([]);
    });

    it('that does not suit has the next one asked', async () => {
      const id = await run((work) => start(work));
      const offer = await pending(id);
      await run((work) => proposeTime(work, offer.id, offer.mentor_id, tomorrow));
      await run((work) => refuseProposal(work, offer.id, 'UASKER'));
      expect((await pending(id)).mentor_id).not.toBe(offer.mentor_id);
      await expect(run((work) => acceptProposal(work, offer.id, 'UASKER'))).rejects.toThrow('no longer open');
    });

    it('lies ahead, and not too far', async () => {
      const id = await run((work) => start(work));
      const { id: offerId, mentor_id } = await pending(id);
      const propose = (at: Temporal.Instant) => run((work) => proposeTime(work, offerId, mentor_id, at));
      await expect(propose(NOW)).rejects.toThrow('over already');
      await expect(propose(NOW.add({ hours: 24 * 30 }))).rejects.toThrow('two weeks');
    });

    it('that has passed is told kindly', async () => {
      const id = await run((work) => start(work));
      const offer = await pending(id);
      await run((work) => proposeTime(work, offer.id, offer.mentor_id, tomorrow));
      await expect(run((work) => acceptProposal(work, offer.id, 'UASKER'), tomorrow)).rejects.toThrow('has passed');
    });
  });

  describe('taking back', () => {
    it('ends the request for its asker alone, once', async () => {
      const id = await run((work) => start(work));
      await expect(run((work) => cancelRequest(work, id, 'UOTHER'))).rejects.toThrow('Only the person who asked');
      await run((work) => cancelRequest(work, id, 'UASKER'));
      expect((await offers(id)).map((o) => o.state)).toEqual(['withdrawn']);
      await expect(run((work) => cancelRequest(work, id, 'UASKER'))).rejects.toThrow('closed already');
      await expect(run((work) => cancelRequest(work, 'nothing', 'UASKER'))).rejects.toThrow('no longer there');
    });

    it('comes too late once somebody has accepted', async () => {
      const id = await run((work) => start(work));
      const offer = await pending(id);
      await run((work) => acceptOffer(work, offer.id, offer.mentor_id));
      await expect(run((work) => cancelRequest(work, id, 'UASKER'))).rejects.toThrow('accepted this already');
    });
  });

  describe('the wait list', () => {
    const join = () => run((work) => joinWaitList(work, { menteeId: 'UASKER', name: 'Underwater welding', goal: '' }));

    it('is joined once, and its asker is told when somebody offers the skill', async () => {
      expect(await join()).toBe('Underwater welding');
      await join();
      const [waiting, ...others] = await run((work) => openRequestsOf(work, 'UASKER'));
      expect(others).toEqual([]);
      await run(async (work) => {
        await person(work, 'UD', { 'Underwater welding': 2 });
        for (const id of ['UD', 'UASKER']) await helperAppeared(work, waiting?.skillId ?? '', id);
      });
      expect(await prompts('requests.helper')).toMatchObject([{ member_id: 'UASKER' }]);
    });

    it('ends with the ask', async () => {
      await join();
      await run((work) => person(work, 'UD', { 'Underwater welding': 2 }));
      const id = await run((work) => start(work, { skill: 'Underwater welding' }));
      expect((await run((work) => openRequestsOf(work, 'UASKER'))).map((r) => r.id)).toEqual([id]);
    });
  });

  it('The status lists what is open, without the name of an asker who hides it', async () => {
    await run(async (work) => {
      const id = await start(work, { mentorId: 'UA' });
      await work.db.updateTable('request').set({ is_anonymous: 1 }).where('id', '=', id).execute();
    });
    const mine = await run((work) => statusOf(work, 'UASKER'));
    expect(mine.requests).toMatchObject([{ topic: 'Kubernetes', isWaiting: false }]);
    const theirs = await run((work) => statusOf(work, 'UA'));
    expect(theirs.offers).toEqual([{ topic: 'Kubernetes', minutes: 20, asker: undefined }]);
    expect(await run((work) => pendingOffersOf(work, 'UA'))).toHaveLength(1);
  });
});
